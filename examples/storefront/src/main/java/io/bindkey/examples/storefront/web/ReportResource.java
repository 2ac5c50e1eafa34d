// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.examples.storefront.shop.Reports;
import io.bindkey.examples.storefront.shop.Revenue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What a manager sees. */
@Path("reports")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReportResource {

    @Inject
    Visitor visitor;

    @Inject
    Reports reports;

    /** What was earned, and which database has told it. */
    public record Earned(String answeredBy, List<Revenue> products) {}

    @GET
    @Path("revenue")
    public Earned revenue() {
        visitor.known();
        if (!visitor.isManager()) {
            throw new ForbiddenException("Reports are for managers.");
        }
        return new Earned(reports.answeredBy(), reports.revenue());
    }
}
