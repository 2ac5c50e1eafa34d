// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.rules;

import jakarta.inject.Inject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A word that the bean {@link Permits} does not forbid. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Permitted.List.class)
@Constraint(validatedBy = Permitted.Validator.class)
public @interface Permitted {

    String message() default "is forbidden";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        Permitted[] value();
    }

    class Validator implements ConstraintValidator<Permitted, String> {

        @Inject
        Permits permits;

        @Override
        public boolean isValid(@Nullable String word, ConstraintValidatorContext context) {
            return word == null || permits.allow(word);
        }
    }
}
