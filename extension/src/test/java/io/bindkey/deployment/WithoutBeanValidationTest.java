// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.deployment.Entities.Invoice;
import org.junit.jupiter.api.Test;

/** The tests of this module do without Bean Validation, and show that nothing here needs it. */
class WithoutBeanValidationTest {

    private static Application.Builder withMode(String mode) {
        return Application.of(Invoice.class)
                .withH2("default")
                .with("binds.default.properties.\"jakarta.persistence.validation.mode\"", mode);
    }

    @Test
    void itIsNotThere() {
        assertThatThrownBy(() -> Class.forName("jakarta.validation.ValidatorFactory"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void nobodyMissesItUntoldOrSwitchedOff() {
        withMode("auto").start().close();
        withMode("none").start().close();
    }

    @Test
    void whoInsistsOnItIsTold() {
        assertThat(withMode("callback").refused().problems()).singleElement().satisfies(problem -> assertThat(
                        problem.message())
                .startsWith("The persistence unit of bind 'default' cannot be built: ")
                .containsIgnoringCase("callback"));
    }
}
