// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.rules;

import io.bindkey.Bound;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The name of a user, who is in another bind. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KnownUser.Validator.class)
public @interface KnownUser {

    String message() default "is nobody";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<KnownUser, String> {

        @Inject
        @Bound
        EntityManager em;

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null
                    || em.createQuery("select count(u) from User u where u.name = :name", Long.class)
                                    .setParameter("name", name)
                                    .getSingleResult()
                            > 0;
        }
    }
}
