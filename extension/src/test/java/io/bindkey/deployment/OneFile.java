// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.Entities.Invoice;
import jakarta.persistence.EntityManager;

/** A program with a bind of its own pool. */
public final class OneFile {

    private OneFile() {}

    public static void main(String... arguments) {
        try (Application app = Application.of(Invoice.class)
                .withH2("default")
                .with("binds.default.transaction", "resource-local")
                .start()) {
            app.get(SchemaOps.class).create();
            EntityManager em = app.get(EntityManager.class, Bound.Literal.ROUTER);
            app.inRequest(() -> {
                em.getTransaction().begin();
                em.persist(new Invoice());
                em.getTransaction().commit();
                System.out.println(em.createQuery("select count(i) from Invoice i", Long.class)
                                .getSingleResult()
                        + " row");
            });
        }
    }
}
