// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.examples.storefront.auth.Customer.Role;
import io.bindkey.examples.storefront.auth.GiftCard;
import io.bindkey.examples.storefront.auth.GiftCards;
import io.bindkey.examples.storefront.auth.SignIn;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Faults;
import io.bindkey.testing.Statements;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services without a server, each test with the database as the scripts have left them. */
@BindTest(config = "storefront.password-iterations = 1000")
class CheckoutTest {

    private static final long CUP = 3;
    private static final long PRICE = 950;

    @Inject
    Checkout checkout;

    @Inject
    Orders orders;

    @Inject
    GiftCards cards;

    @Inject
    SignIn signIn;

    @Inject
    @Bound
    EntityManager em;

    @BeforeEach
    void annHasACard() {
        signIn.register("ann", Role.CUSTOMER, "secret", 5000);
    }

    private long count(String entity) {
        return em.createQuery("select count(e) from " + entity + " e", Long.class)
                .getSingleResult();
    }

    @Test
    void takesWhatItCostsFromTheCard(Statements statements) {
        PlacedOrder order = checkout.place("ann", CUP, 2, PayBy.GIFT_CARD);

        assertThat(order.total()).isEqualTo(2 * PRICE);
        assertThat(cards.of("ann")).map(GiftCard::balance).contains(5000 - 2 * PRICE);
        assertThat(orders.of("ann")).hasSize(1);
        statements.of("rewards").isEmpty();
    }

    @Test
    @Committed
    void keepsTheAuditOfWhatIsRefused() {
        assertThatThrownBy(() -> checkout.place("ann", CUP, 99, PayBy.GIFT_CARD))
                .isInstanceOf(Refused.class)
                .hasMessage("There is not enough on the gift card.");

        assertThat(count("PlacedOrder")).isZero();
        assertThat(count("AuditEntry")).isOne();
    }

    @Test
    @Committed
    void isRefusedWhereTwoDatabasesCannotBeCommittedAsOne() {
        assertThatThrownBy(() -> checkout.place("ann", CUP, 1, PayBy.POINTS_AND_MILES))
                .hasMessageContaining("BINDKEY-124");

        assertThat(count("PlacedOrder")).isZero();
        assertThat(count("PointsPayment")).isZero();
    }

    @Test
    @Committed
    void isNoOrderWithoutItsPayment(Faults faults) {
        faults.of("auth").refuseCommit();

        assertThatThrownBy(() -> checkout.place("ann", CUP, 1, PayBy.GIFT_CARD)).isInstanceOf(Exception.class);

        assertThat(count("PlacedOrder")).isZero();
        assertThat(count("CardPayment")).isZero();
    }
}
