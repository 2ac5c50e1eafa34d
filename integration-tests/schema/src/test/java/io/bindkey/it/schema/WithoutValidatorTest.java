// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.ECLIPSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of this module have the API of Bean Validation and nothing behind it. */
@Tag("later")
class WithoutValidatorTest {

    private static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";
    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    private static SchemaApplication.Builder application(String provider) {
        return SchemaApplication.on(ECLIPSE, SchemaApplication.freshH2())
                .with("binds.eclipse.provider", provider)
                .with("binds.eclipse.properties.\"eclipselink.logging.level\"", "OFF");
    }

    @Test
    void thereIsNone() {
        assertThatThrownBy(Validation::buildDefaultValidatorFactory).isInstanceOf(NoProviderFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {HIBERNATE, ECLIPSELINK})
    void nobodyMissesItUntold(String provider) {
        application(provider).start().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {HIBERNATE, ECLIPSELINK})
    void whoInsistsOnItIsTold(String provider) {
        assertThat(application(provider)
                        .with("binds.eclipse.properties.\"jakarta.persistence.validation.mode\"", "callback")
                        .refused()
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("BINDKEY-046: The persistence unit of bind 'eclipse' cannot be built: "));
    }
}
