// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.Bound;
import io.bindkey.it.servers.library.Reader;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Writes in a transaction, and reads from two binds in the request alone. */
@Path("names/{id}")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class NameResource {

    @Inject
    @Bound
    private EntityManager em;

    @POST
    @Path("invoice/{name}")
    @Transactional
    public String addInvoice(@PathParam("id") long id, @PathParam("name") String name) {
        em.persist(new Invoice(id, name));
        return name;
    }

    @POST
    @Path("reader/{name}")
    @Transactional
    public String addReader(@PathParam("id") long id, @PathParam("name") String name) {
        em.persist(new Reader(id, name));
        return name;
    }

    @GET
    public String both(@PathParam("id") long id) {
        Invoice invoice = em.find(Invoice.class, id);
        boolean same = invoice == em.find(Invoice.class, id);
        return invoice.name() + " " + em.find(Reader.class, id).name() + " " + same;
    }
}
