// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import io.bindkey.examples.storefront.auth.CardPayment;
import io.bindkey.examples.storefront.auth.CardPayments;
import io.bindkey.examples.storefront.auth.GiftCards;
import io.bindkey.examples.storefront.miles.MilesAccounts;
import io.bindkey.examples.storefront.miles.MilesPayment;
import io.bindkey.examples.storefront.miles.MilesPayments;
import io.bindkey.examples.storefront.rewards.PointsAccounts;
import io.bindkey.examples.storefront.rewards.PointsPayment;
import io.bindkey.examples.storefront.rewards.PointsPayments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes what an order costs, in the transaction of whoever calls. */
@ApplicationScoped
public class Purse {

    @Inject
    GiftCards cards;

    @Inject
    CardPayments cardPayments;

    @Inject
    PointsAccounts points;

    @Inject
    PointsPayments pointsPayments;

    @Inject
    MilesAccounts miles;

    @Inject
    MilesPayments milesPayments;

    void pay(PlacedOrder order, PayBy by) {
        switch (by) {
            case GIFT_CARD -> byCard(order, order.total());
            case POINTS -> byPoints(order, order.total());
            case POINTS_AND_MILES -> {
                long half = order.total() / 2;
                byPoints(order, half);
                byMiles(order, order.total() - half);
            }
        }
    }

    private void byCard(PlacedOrder order, long amount) {
        enough(cards.take(order.customer(), amount), "on the gift card");
        cardPayments.add(new CardPayment(order.id(), order.customer(), amount));
    }

    private void byPoints(PlacedOrder order, long amount) {
        enough(points.take(order.customer(), amount), "in points");
        pointsPayments.add(new PointsPayment(order.id(), order.customer(), amount));
    }

    private void byMiles(PlacedOrder order, long amount) {
        enough(miles.take(order.customer(), amount), "in miles");
        milesPayments.add(new MilesPayment(order.id(), order.customer(), amount));
    }

    private static void enough(int accounts, String where) {
        if (accounts == 0) {
            throw new Refused("There is not enough " + where + ".");
        }
    }
}
