// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BindTest
class StatementsTest {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    Statements statements;

    @Inject
    Shop shop;

    @BeforeEach
    void twoPurchases() {
        shop.buy("1", "hat", "coat");
        shop.buy("2", "shoe");
        em.flush();
        em.clear();
    }

    @Test
    void countsThoseOfTheTestAlone() {
        statements.of("default").isEmpty();
        assertThat(shop.purchases()).isEqualTo(2);
        assertThat(shop.itemsOneByOne()).isEqualTo(3);
        statements.onlyOf("default").hasSize(4).hasAtMost(4);
        statements.of("auth").isEmpty();
        assertThat(statements.of("default").texts()).hasSize(4).allMatch(sql -> sql.startsWith("select"));
        assertThat(statements.of("default").count()).isEqualTo(4);
    }

    @Test
    void forgetsWhenTold(Statements given) {
        assertThat(shop.purchases()).isEqualTo(2);
        given.forget();
        statements.of("default").isEmpty();
    }

    @Test
    void showsTheLastOnesWhereThereAreTooMany() {
        assertThat(shop.purchases()).isEqualTo(2);
        assertThatThrownBy(() -> statements.of("default").isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "BINDKEY-211: Expected no statements of bind 'default', but there were 1:\n  select count.*");
        assertThatThrownBy(() -> statements.onlyOf("auth")).hasMessageStartingWith("BINDKEY-211");
        assertThatThrownBy(() -> statements.of("default").hasSize(2))
                .hasMessageStartingWith("BINDKEY-211: Expected 2 statements of bind 'default', but there were 1:");
        assertThatThrownBy(() -> statements.of("default").hasAtMost(0))
                .hasMessageStartingWith(
                        "BINDKEY-211: Expected at most 0 statements of bind 'default', but there were 1:");
        for (int i = 0; i < 11; i++) {
            shop.logins();
        }
        assertThatThrownBy(() -> statements.of("auth").isEmpty())
                .hasMessageStartingWith(
                        "BINDKEY-211: Expected no statements of bind 'auth', but there were 11. The last of them:\n  select");
    }

    @Test
    void areOfBindsThatThereAre() {
        assertThatThrownBy(() -> statements.of("nosuch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "BINDKEY-212: There is no bind 'nosuch' in this test, which has binds 'default', 'audit', 'auth'.");
    }
}
