// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each of the two runs has the Hibernate that the build file names. */
class PlatformTest {

    @Test
    void hibernateIsThatOfThePlatform() throws ReflectiveOperationException {
        // Asked for at run time: the compiler would put its own version here.
        Object version = Class.forName("org.hibernate.Version")
                .getMethod("getVersionString")
                .invoke(null);
        assertThat(version).isEqualTo(System.getProperty("platform.hibernate"));
    }
}
