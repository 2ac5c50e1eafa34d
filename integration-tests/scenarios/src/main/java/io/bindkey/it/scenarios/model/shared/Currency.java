// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.shared;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean that the converter needs: the written form of money is its affair. */
@ApplicationScoped
public class Currency {

    public String written(Money money) {
        return money.cents() + " EUR cent";
    }

    public Money read(String written) {
        return new Money(Long.parseLong(written.substring(0, written.indexOf(' '))));
    }
}
