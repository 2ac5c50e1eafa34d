// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.it.testkit.market.Account;
import io.bindkey.it.testkit.market.Customer;
import io.bindkey.it.testkit.market.Journal;
import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Faults;
import io.bindkey.testing.MaxStatements;
import io.bindkey.testing.Statements;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of the market, wherever its databases are. */
abstract class MarketTests {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    Market market;

    @Inject
    Journal journal;

    @Inject
    Rows rows;

    @BeforeEach
    void nothingIsThereThatAnotherTestHasWritten() {
        assertThat(rows.of("default", "Customer")).isZero();
        assertThat(rows.of("auth", "Account")).isZero();
        assertThat(rows.of("audit", "Entry")).isOne();
        assertThat(market.customers()).isZero();
        assertThat(market.accounts()).isZero();
        assertThat(journal.texts()).containsExactly("opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "bob"})
    void whoSignsUpIsEverywhere(String name) {
        market.signUp(name);
        assertThat(market.customers()).isOne();
        assertThat(market.accounts()).isOne();
        assertThat(journal.texts()).containsExactly("opened", name + " signed up");
        assertThat(rows.of("default", "Customer")).isZero();
    }

    @Test
    void aNameIsTakenOnce() {
        market.open("ann");
        em.flush();
        assertThatThrownBy(() -> {
                    market.open("ann");
                    em.flush();
                })
                .isInstanceOf(Exception.class);
    }

    @Test
    void aServiceThatFailsIsNoFailureOfTheTest() {
        assertThatThrownBy(() -> market.signUpInVain("ann")).hasMessage("no room for ann");
    }

    @Test
    void whatIsNotedInAnyCaseIsCommitted() {
        journal.noteInAnyCase("kept");
        assertThat(rows.of("audit", "Entry")).isEqualTo(2);
    }

    @Test
    void nobodyElseSeesWhatTheTestDoes() {
        market.signUp("ann");
        em.flush();
        assertThat(market.committedCustomers()).isZero();
        assertThat(market.customers()).isOne();
    }

    @Test
    void theTestWritesItself() {
        em.persist(Customer.named("ann"));
        em.persist(Account.of("ann"));
        market.buy("ann", "hat");
        assertThat(market.thingsAtOnce()).containsExactly("hat");
    }

    @Test
    void accountsAreRenamed() {
        market.signUp("ann");
        em.flush();
        assertThat(market.rename("ann", "bob")).isOne();
        assertThat(em.createQuery("select a.name from Account a", String.class).getSingleResult())
                .isEqualTo("bob");
    }

    @Nested
    class WithPurchases {

        @Inject
        Statements statements;

        @BeforeEach
        void twoHaveBought() {
            market.open("ann");
            market.buy("ann", "hat", "coat");
            market.open("bob");
            market.buy("bob", "shoe");
            em.flush();
            em.clear();
        }

        @Test
        @MaxStatements(1)
        void theyAreFoundAtOnce() {
            assertThat(market.thingsAtOnce()).containsExactly("hat", "coat", "shoe");
        }

        @Test
        void orOneAfterAnother() {
            assertThat(market.things()).containsExactlyInAnyOrder("hat", "coat", "shoe");
            statements.onlyOf("default").hasSize(3);
        }
    }

    @Test
    @Committed
    void whoSignsUpStaysEverywhere() {
        market.signUp("ann");
        assertThat(rows.of("default", "Customer")).isOne();
        assertThat(rows.of("auth", "Account")).isOne();
        assertThat(rows.of("audit", "Entry")).isEqualTo(2);
        assertThat(em.createQuery("select c from Customer c", Customer.class)
                        .getSingleResult()
                        .id())
                .isOne();
        assertThat(em.createQuery("select a from Account a", Account.class)
                        .getSingleResult()
                        .id())
                .isOne();
    }

    @Test
    @Committed
    void whoSignsUpInVainIsNowhere() {
        assertThatThrownBy(() -> market.signUpInVain("ann")).hasMessage("no room for ann");
        assertThat(rows.of("default", "Customer")).isZero();
        assertThat(rows.of("auth", "Account")).isZero();
    }

    @Test
    @Committed
    void nobodySignsUpWhileTheAccountsAreGone(Faults faults) {
        faults.of("auth").down();
        assertThatThrownBy(() -> market.signUp("ann")).isInstanceOf(Exception.class);
        faults.of("auth").up();
        assertThat(rows.of("default", "Customer")).isZero();
        market.signUp("ann");
        assertThat(rows.of("default", "Customer")).isOne();
    }

    @Test
    void accountsMayBeReadOnly(Faults faults) {
        faults.of("auth").readOnly();
        assertThat(market.accounts()).isZero();
        assertThatThrownBy(() -> {
                    market.signUp("ann");
                    em.flush();
                })
                .isInstanceOf(Exception.class);
    }
}
