// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Test;

/** The scenarios run on the platform that the module's build file names, and nothing of another is mixed in. */
class PlatformTest {

    private static String expected(String property) {
        return String.valueOf(System.getProperty(property));
    }

    @Test
    void thePersistenceApiIsThatOfThePlatform() {
        assertThat(isPresent("jakarta.persistence.FindOption"))
                .isEqualTo(expected("platform.persistence").equals("3.2"));
    }

    @Test
    void hibernateIsThatOfThePlatform() throws ReflectiveOperationException {
        Object version = Class.forName("org.hibernate.Version")
                .getMethod("getVersionString")
                .invoke(null);

        assertThat(version).isEqualTo(expected("platform.hibernate"));
    }

    @Test
    void weldIsThatOfThePlatform() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(PlatformTest.class)
                .initialize()) {
            assertThat(container.getClass().getPackage().getImplementationVersion())
                    .startsWith(expected("platform.weld"));
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
