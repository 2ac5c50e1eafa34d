// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import io.bindkey.it.servers.app.RestApplication;
import io.bindkey.it.servers.library.Named;
import java.io.File;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The one application that all servers get: no descriptor, no {@code beans.xml}, no {@code persistence.xml}. */
final class TestArchive {

    private TestArchive() {}

    static WebArchive war() {
        JavaArchive library =
                ShrinkWrap.create(JavaArchive.class, "library.jar").addPackage(Named.class.getPackage());
        return ShrinkWrap.create(WebArchive.class, "names.war")
                .addPackage(RestApplication.class.getPackage())
                .addClass(ServerTest.class)
                .addAsLibrary(library)
                .addAsLibraries(libraries())
                .addAsResource("microprofile-config.properties", "META-INF/microprofile-config.properties");
    }

    /** The extension with its pool, the driver, and what the tests themselves need. */
    private static File[] libraries() {
        File folder = new File(System.getProperty("libraries.directory"));
        return Objects.requireNonNull(folder.listFiles(), () -> folder + " is not there");
    }
}
