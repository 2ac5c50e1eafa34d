// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that runs in the application: a CDI container for Java SE with the application's beans, and its binds on
 * databases that nobody else uses.
 *
 * <pre>{@code
 * @BindTest
 * class OrdersTest {
 *     @Inject @Bound EntityManager em;
 *     @Inject Orders orders;
 *
 *     @Test
 *     void placed() {
 *         orders.place("ann");
 *         assertEquals(1, orders.count());
 *     }
 * }
 * }</pre>
 *
 * <p>Fields of the class with {@code @Inject} are filled, whatever their visibility. Each test has a request context, and
 * runs, with its {@code @BeforeEach} and {@code @AfterEach}, in a transaction over all binds that is rolled back, as
 * {@link io.bindkey.Binds#rollingBack()} says; what was made ready by {@code @BeforeEach}, and what the test leaves, is flushed,
 * so that what the database would refuse is not missed. {@link Committed} commits instead. A bind to which something was
 * committed all the same, as by {@code REQUIRES_NEW} or another thread, is emptied after the test.
 *
 * <p>Every bind that the configuration or {@link #binds()} names is on H2 in the memory of this process, with its tables and its
 * {@code schema.load-script}, without replicas and migrations, unless {@link OnDatabase} or {@link #config()} says
 * otherwise. All other properties are the application's. A kind of transaction that wants a transaction manager is kept
 * where Narayana is on the class path; else it is {@code resource-local}, which a warning tells.
 *
 * <p>Only one application runs at a time: classes with this annotation run one after another, and so do their tests, also where
 * JUnit runs others in parallel. A nested class runs in the application of its outermost class, and has no annotation of its own.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(BindTestExtension.class)
@ResourceLock("io.bindkey.testing.BindTest")
public @interface BindTest {

    /**
     * {@return the keys of the binds that the tests may touch; none means all} A test that lets a statement run in another one
     * fails, and says which line did so. Those that no property names are made, too.
     */
    String[] binds() default {};

    /**
     * {@return properties of MicroProfile Config for the application, each written {@code name=value}} They come before all
     * others. With a {@code url} or {@code datasource} of a bind, that bind is where it says.
     */
    String[] config() default {};

    /** {@return beans beside those of the application, as alternatives, or all there are where it has no bean archive} */
    Class<?>[] beans() default {};

    /** {@return how long the application runs, and with it what is application-scoped} */
    Lifetime container() default Lifetime.PER_CLASS;

    /** How long an application runs. */
    enum Lifetime {
        /** From the first to the last test of the class. */
        PER_CLASS,
        /** Until a class wants another one: classes that follow each other with equal annotations share it. */
        SHARED
    }
}
