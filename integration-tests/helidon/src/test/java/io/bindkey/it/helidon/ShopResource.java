// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.helidon;

import io.bindkey.Bound;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Writes to each bind in a transaction of its own, and says what each of them has. */
@RequestScoped
@Path("shop")
public class ShopResource {

    @Inject
    @Bound
    private EntityManager em;

    @POST
    @Path("purchase/{id}")
    public String purchase(@PathParam("id") long id) {
        return put(new Purchase(id));
    }

    @POST
    @Path("login/{id}")
    public String login(@PathParam("id") long id) {
        return put(new Login(id));
    }

    private String put(Object entity) {
        em.getTransaction().begin();
        em.persist(entity);
        em.getTransaction().commit();
        return "stored";
    }

    @GET
    public String counts() {
        return count("Purchase") + " purchases, " + count("Login") + " logins";
    }

    private long count(String entity) {
        return em.createQuery("select count(e) from " + entity + " e", Long.class)
                .getSingleResult();
    }
}
