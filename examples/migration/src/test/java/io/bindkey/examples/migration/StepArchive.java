// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

import java.io.File;
import java.util.List;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as it is after a step. */
final class StepArchive {

    private static final String EXTENSION = "bindkey.jar";

    private StepArchive() {}

    /** Has nothing of BindKey, not even the JAR. */
    static WebArchive before() {
        return application("step0").addAsResource("step0/persistence.xml", "META-INF/persistence.xml");
    }

    static WebArchive withOneMoved() {
        return configured("step1").addAsResource("step1/persistence.xml", "META-INF/persistence.xml");
    }

    /** Has no {@code persistence.xml} any more. */
    static WebArchive withBothMoved() {
        return configured("step2");
    }

    private static WebArchive configured(String step) {
        return application(step)
                .addAsLibrary(library(EXTENSION))
                .addAsResource(step + "/microprofile-config.properties", "META-INF/microprofile-config.properties");
    }

    private static WebArchive application(String step) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, step + ".war")
                .addClasses(Shop.class, Databases.class, ShopTest.class)
                .addPackage(StepArchive.class.getPackageName() + "." + step);
        List.of("h2.jar", "assertj-core.jar").forEach(name -> war.addAsLibrary(library(name)));
        return war;
    }

    private static File library(String name) {
        return new File(Objects.requireNonNull(System.getProperty("libraries.directory")), name);
    }
}
