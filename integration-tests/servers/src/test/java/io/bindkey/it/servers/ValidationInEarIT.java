// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** In an EAR, whose {@code lib} has the extension. */
class ValidationInEarIT extends ValidationTest {

    @Deployment
    static EnterpriseArchive ear() {
        return ShrinkWrap.create(EnterpriseArchive.class, "rules-ear.ear")
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "configuration.jar")
                        .addAsResource(TestArchive.rulesConfiguration(), TestArchive.IN_ARCHIVE))
                .addAsLibraries(TestArchive.libraries())
                .addAsModule(Testable.archiveToTest(
                        TestArchive.rules("rules-in-ear.war").addClass(ValidationInEarIT.class)));
    }
}
