// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.shared;

import jakarta.persistence.Embeddable;

/** Embedded in entities of two binds. */
@Embeddable
public class Address {

    public String street;
    public String city;

    public static Address of(String street, String city) {
        Address address = new Address();
        address.street = street;
        address.city = city;
        return address;
    }
}
