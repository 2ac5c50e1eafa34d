// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.BindUnavailableException;
import io.bindkey.CrossBindWriteException;
import io.bindkey.UnknownBindException;
import io.bindkey.examples.storefront.shop.Refused;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What went wrong, as the page is told. */
@Provider
public class Failures implements ExceptionMapper<Exception> {

    private static final Logger LOG = System.getLogger(Failures.class.getName());
    private static final Status.Family CLIENT = Status.Family.CLIENT_ERROR;

    /** The body of each answer that is no good one. */
    public record Failure(String message) {}

    /** Servers, interceptors and repositories wrap what comes from below, each in its own way. */
    @Override
    public Response toResponse(Exception exception) {
        return causes(exception).flatMap(Failures::known).findFirst().orElseGet(() -> {
            LOG.log(Level.ERROR, "Not expected", exception);
            return failure(Status.INTERNAL_SERVER_ERROR, "Something went wrong. The log of the server has it.");
        });
    }

    private static Stream<Response> known(Throwable cause) {
        if (cause instanceof Refused || cause instanceof CrossBindWriteException) {
            return Stream.of(failure(Status.CONFLICT, String.valueOf(cause.getMessage())));
        }
        if (cause instanceof UnknownBindException) {
            return Stream.of(failure(Status.NOT_FOUND, String.valueOf(cause.getMessage())));
        }
        if (cause instanceof BindUnavailableException || isLost(cause)) {
            return Stream.of(failure(
                    Status.SERVICE_UNAVAILABLE, "A database that this takes is down. Nothing was written; try again."));
        }
        if (cause instanceof WebApplicationException web) {
            Response response = web.getResponse();
            return Stream.of(
                    response.getStatusInfo().getFamily() == CLIENT
                            ? failure(response.getStatusInfo(), String.valueOf(web.getMessage()))
                            : response);
        }
        return Stream.empty();
    }

    /** A connection that was lost has a state of its own: class 08 in the standard, and H2 and PostgreSQL have more. */
    private static boolean isLost(Throwable cause) {
        return cause instanceof SQLException sql
                && String.valueOf(sql.getSQLState()).matches("08.*|57P.*|90067|90098|90121");
    }

    static Response failure(Response.StatusType status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new Failure(message))
                .build();
    }

    private static Stream<Throwable> causes(Throwable first) {
        return Stream.<Throwable>iterate(first, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .limit(50);
    }
}
