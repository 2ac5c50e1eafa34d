// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.Bound;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Reads by a query without any transaction, and is refused when it writes. */
@WebServlet("/names")
public class NameServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @Bound
    private transient EntityManager em;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long id = Long.parseLong(request.getParameter("id"));
        String name = em.createQuery("select i.name from Invoice i where i.id = :id", String.class)
                .setParameter("id", id)
                .getSingleResult();
        response.getWriter().print(name + " " + writeOutsideTransaction());
    }

    private String writeOutsideTransaction() {
        try {
            em.persist(new Invoice(-1, "refused"));
            return "written";
        } catch (TransactionRequiredException refused) {
            return "refused";
        }
    }
}
