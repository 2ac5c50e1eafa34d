// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.UnroutableException;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Statements;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

/** Where the statements go, which is more than what comes out. */
@BindTest
class OfficeTest {

    @Inject
    Office office;

    @Inject
    Binds binds;

    @Inject
    @Bound
    EntityManager em;

    @Test
    void boundTablesWithoutAClassAreInTheDatabaseOfTheirOwner(Statements statements) {
        Long ben = office.enrol("Ben", "coast");
        em.flush();

        assertThat(office.licences("Ben")).containsExactly("coast");
        assertThat(office.granted()).hasToString("1");
        assertThat(ben).isPositive();
        statements.onlyOf("auth");
    }

    @Test
    void aSubclassHasTheKeyOfItsBaseUnlessItSaysElse(Statements statements) {
        assertThat(binds.of(Tide.class).key()).isEqualTo("meta");
        assertThat(binds.of(Storm.class).key()).isEqualTo("default");

        office.note(new Tide(), "low at noon");
        statements.onlyOf("meta").hasSize(1);
        assertThat(office.notes(Storm.class)).isEmpty();
    }

    /** Flask-SQLAlchemy sends such a text to its default engine. */
    @Test
    void aTextOfUnknownBindIsRefused() {
        assertThatThrownBy(() -> em.createNativeQuery("select count(*) from sailor"))
                .isInstanceOf(UnroutableException.class)
                .hasMessageStartingWith("BINDKEY-");
    }
}
