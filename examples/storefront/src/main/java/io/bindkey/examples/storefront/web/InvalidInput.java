// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/** What somebody has sent that cannot be so: the attribute, and what is wrong with it. */
@Provider
public class InvalidInput implements ExceptionMapper<ConstraintViolationException> {

    @Override
    public Response toResponse(ConstraintViolationException exception) {
        return Failures.failure(
                Status.BAD_REQUEST,
                exception.getConstraintViolations().stream()
                        .map(InvalidInput::text)
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    private static String text(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString().replaceFirst("^.*\\.", "") + " " + violation.getMessage();
    }
}
