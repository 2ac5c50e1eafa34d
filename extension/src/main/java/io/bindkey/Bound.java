// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.io.Serial;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies what belongs to the binds.
 *
 * <p>Without a value it injects the router, an {@code EntityManager} that sends each call to the bind of the entity at
 * hand, and its views over all binds: {@code EntityManagerFactory}, {@code Metamodel}, {@code PersistenceUnitUtil},
 * {@code Cache} and, with Jakarta Persistence 3.2, {@code SchemaManager}. With a bind key it injects what belongs to that bind alone: {@code EntityManager},
 * {@code EntityManagerFactory}, {@code DataSource}, {@code Metamodel}, {@code CriteriaBuilder},
 * {@code PersistenceUnitUtil}, {@code Cache}, with Jakarta Persistence 3.2 {@code SchemaManager}, and where Hibernate is
 * its {@code Session} and {@code StatelessSession}. The router and a
 * bind's entity manager share one persistence context per bind and transaction or request.
 *
 * <p>A key that no bind has is a deployment problem that names the injection point.
 *
 * @since 1.0
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Bound {

    /** {@return the key of the bind, or the empty string for the router} */
    String value() default "";

    /** The qualifier as an object, for {@code Instance.select} and its kin. Immutable. */
    final class Literal extends AnnotationLiteral<Bound> implements Bound {

        /** {@code @Bound} without a value: the router. */
        public static final Literal ROUTER = new Literal("");

        @Serial
        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * {@return {@code @Bound(key)}}
         *
         * @param key the key of a bind, not null
         */
        public static Literal of(String key) {
            return new Literal(key);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
