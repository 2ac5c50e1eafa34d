// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.servers.rules.Contracts;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's Bean Validation at the events of entities: what validates gets beans of the application injected. */
@ExtendWith(ArquillianExtension.class)
abstract class ValidationTest {

    @Inject
    Contracts contracts;

    @Test
    void aConstraintThatWantsABeanIsAskedBeforeInsertAndUpdate() {
        refused(() -> contracts.add(1, "war"));
        assertThat(contracts.names()).isEmpty();

        contracts.add(1, "peace");
        refused(() -> contracts.rename(1, "war"));
        assertThat(contracts.names()).containsExactly("peace");
    }

    private static void refused(ThrowingCallable work) {
        Throwable thrown = catchThrowable(work);
        assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .as("%s", thrown)
                .hasAtLeastOneElementOfType(ConstraintViolationException.class);
    }
}
