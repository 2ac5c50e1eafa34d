// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** No key anywhere: it lives in the default bind. */
@Entity
public class Product {

    @Id
    protected Long id;

    @NotBlank
    protected String name;

    @NotBlank
    protected String about;

    /** In cents. */
    @Positive
    protected long price;

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String about() {
        return about;
    }

    public long price() {
        return price;
    }
}
