// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.io.Serial;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies what a generated repository works with. It is put on before it is known which bind that is: the container
 * shows types first, and their entities have binds only when all types have been shown.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface OfRepository {

    /** {@return the generated class} */
    Class<?> value();

    /** The qualifier as an object. Immutable. */
    final class Literal extends AnnotationLiteral<OfRepository> implements OfRepository {

        @Serial
        private static final long serialVersionUID = 1L;

        private final Class<?> value;

        /** @param value the generated class */
        public Literal(Class<?> value) {
            this.value = value;
        }

        @Override
        public Class<?> value() {
            return value;
        }
    }
}
