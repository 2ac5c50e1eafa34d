// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.rules;

import jakarta.inject.Inject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name that the bean {@link Permits} allows. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Permitted.Validator.class)
public @interface Permitted {

    String message() default "is forbidden";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Without the bean it fails, whatever the name. */
    class Validator implements ConstraintValidator<Permitted, String> {

        @Inject
        Permits permits;

        @Override
        public boolean isValid(String name, ConstraintValidatorContext context) {
            return permits.allow(name);
        }
    }
}
