// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;

/** Something that an application does with a criteria builder, under a name that is told when it goes wrong. */
public record Scenario(String name, Body body) {

    /** What is done, inside a transaction that is rolled back afterwards. */
    @FunctionalInterface
    public interface Body {

        /** {@return what came out, to be compared with what came out elsewhere} */
        Object run(CriteriaBuilder builder, EntityManager em);
    }

    @Override
    public String toString() {
        return name;
    }
}
