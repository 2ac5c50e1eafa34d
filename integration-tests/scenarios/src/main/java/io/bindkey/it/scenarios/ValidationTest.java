// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.rules.Contract;
import io.bindkey.it.scenarios.rules.Permits;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.validator.cdi.ValidationExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Bean Validation at the events of entities, by the container's own factory: what validates gets beans injected. */
// A provider that asked the container from another thread while the application starts would wait for ever.
@Tag("later")
@Tag("any-provider")
@Tag("once-each")
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class ValidationTest {

    private static final String MODE = "properties.\"jakarta.persistence.validation.mode\"";
    private static final String FACTORY = "properties.\"jakarta.persistence.validation.factory\"";

    /** Bean Validation is on the class path; its factory becomes a bean by this extension alone. */
    private static Application.Builder withoutFactory() {
        return Application.onH2()
                .withTablesOfTheProvider()
                .with("binds.default.mapping-files", "rules/orm.xml")
                .with(
                        "binds.default.properties.\"jakarta.persistence.validation.group.pre-remove\"",
                        Contract.Removal.class.getName())
                .withBeans(Permits.class);
    }

    private static Application.Builder withFactory() {
        return withoutFactory().withExtension(new ValidationExtension());
    }

    private static List<String> texts(Application app) {
        return app.rows(DEFAULT, "select text from contract order by text");
    }

    /** {@return what is wrong, as the one violation says that something is refused with} */
    private static String violation(ThrowingCallable work) {
        for (Throwable cause = catchThrowable(work); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violations) {
                assertThat(violations.getConstraintViolations()).hasSize(1);
                ConstraintViolation<?> only =
                        violations.getConstraintViolations().iterator().next();
                return only.getPropertyPath() + " " + only.getMessage();
            }
        }
        throw new AssertionError("No violation");
    }

    private static Contract load(EntityManager em, String text) {
        return Objects.requireNonNull(em.find(Contract.class, Contract.of(text).id));
    }

    @Nested
    class AConstraintThatWantsABean {

        @Test
        void isAskedBeforeInsertUpdateAndRemove() {
            try (Application app = withFactory().resourceLocal().start()) {
                app.get(Permits.class).forbid("war");

                assertThat(violation(() -> app.inTransaction(em -> em.persist(Contract.of("war")))))
                        .isEqualTo("text is forbidden");
                app.inTransaction(em -> em.persist(Contract.of("peace")));
                assertThat(violation(() -> app.inTransaction(em -> load(em, "peace").text = "war")))
                        .isEqualTo("text is forbidden");
                app.get(Permits.class).forbid("peace");
                assertThat(violation(() -> app.inTransaction(em -> em.remove(load(em, "peace")))))
                        .isEqualTo("text is forbidden");
                assertThat(texts(app)).containsExactly("peace");
            }
        }

        @Test
        void isAskedInABindThatOpensLate() {
            try (Application app = withFactory()
                    .resourceLocal()
                    .with("binds.default.start", "lazy")
                    .start()) {
                app.get(Permits.class).forbid("war");

                assertThat(violation(() -> app.inTransaction(em -> em.persist(Contract.of("war")))))
                        .isEqualTo("text is forbidden");
                app.inTransaction(em -> em.persist(Contract.of("peace")));
                assertThat(texts(app)).containsExactly("peace");
            }
        }

        @Test
        void mayLookIntoAnotherBind() {
            try (Application app = withFactory().resourceLocal().start()) {
                app.inTransaction(em -> em.persist(User.named("ada")));

                app.inTransaction(em -> em.persist(Contract.with("ada")));
                assertThat(violation(() -> app.inTransaction(em -> em.persist(Contract.with("bob")))))
                        .isEqualTo("party is nobody");
                assertThat(texts(app)).containsExactly("with ada");
            }
        }

        @Test
        void rollsBackEveryBindOfATransaction() {
            try (Application app = withFactory()
                    .withTransactional()
                    .withBeans(Transactions.class)
                    .with("binds-defaults.transaction", "xa")
                    .start()) {
                app.get(Permits.class).forbid("war");

                assertThat(violation(() -> app.get(Transactions.class).run(em -> {
                            em.persist(User.named("ada"));
                            em.persist(Contract.of("war"));
                        })))
                        .isEqualTo("text is forbidden");
                assertThat(app.rows(AUTH, "select name from users")).isEmpty();
                app.get(Transactions.class).run(em -> {
                    em.persist(User.named("bob"));
                    em.persist(Contract.of("peace"));
                });
                assertThat(app.rows(AUTH, "select name from users")).containsExactly("bob");
                assertThat(texts(app)).containsExactly("peace");
            }
        }

        @Test
        void isStillAskedWhileBeansAreDestroyed() {
            Application app = withFactory()
                    .resourceLocal()
                    .with("binds.default.url", Application.freshH2("last").url() + ";DB_CLOSE_DELAY=-1")
                    .withBeans(LastWords.class)
                    .start();
            app.get(Permits.class).forbid("war");
            List<String> words = app.get(LastWords.class).words();

            app.close();

            assertThat(words).containsExactly("text is forbidden", "stored");
        }
    }

    /** Writes when everything ends. */
    @ApplicationScoped
    static class LastWords {

        private final List<String> words = new ArrayList<>();

        @Inject
        @Bound
        EntityManager em;

        @Inject
        RequestContextController request;

        List<String> words() {
            return words;
        }

        @PreDestroy
        void write() {
            boolean activated = request.activate();
            try {
                words.add(violation(() -> Application.inTransaction(em, it -> it.persist(Contract.of("war")))));
                Application.inTransaction(em, it -> it.persist(Contract.of("peace")));
                words.add("stored");
            } finally {
                if (activated) {
                    request.deactivate();
                }
            }
        }
    }

    @Nested
    class TheFactory {

        @Test
        void mayBeTheApplicationsOwn() {
            try (Application app = withoutFactory()
                    .resourceLocal()
                    .withBeans(ValidatorFactories.class)
                    .start()) {
                assertThat(violation(() -> app.inTransaction(em -> em.persist(Contract.withoutText()))))
                        .isEqualTo("text in own words");
                assertThat(ValidatorFactories.events()).containsExactly("made");
            }
            assertThat(ValidatorFactories.events()).containsExactly("disposed");
        }

        @Test
        void isNotMadeWhereNothingIsValidated() {
            try (Application app = withoutFactory()
                    .resourceLocal()
                    .withBeans(ValidatorFactories.class)
                    .with("binds-defaults." + MODE, "NONE")
                    .start()) {
                app.inTransaction(em -> em.persist(Contract.withoutText()));

                assertThat(texts(app)).containsExactly("null");
                assertThat(ValidatorFactories.events()).isEmpty();
            }
        }

        @Test
        void isThatOfTheProviderWhereTheContainerHasNone() {
            try (Application app = withoutFactory().resourceLocal().start()) {
                assertThat(violation(() -> app.inTransaction(em -> em.persist(Contract.withoutText()))))
                        .isEqualTo("text must not be null");
            }
        }

        @Test
        void isRefusedWhenThereAreSeveral() {
            assertThat(withoutFactory()
                            .resourceLocal()
                            .withBeans(ValidatorFactories.class, AnotherFactory.class)
                            .refused()
                            .problems())
                    .singleElement()
                    .hasToString("BINDKEY-032: Several CDI beans are the ValidatorFactory: those of "
                            + AnotherFactory.class.getName()
                            + " and " + ValidatorFactories.class.getName()
                            + ". Give all but one of them a qualifier, or do without validation by "
                            + "binds-defaults.properties.\"jakarta.persistence.validation.mode\" = none.");
            withoutFactory()
                    .resourceLocal()
                    .withBeans(ValidatorFactories.class, AnotherFactory.class)
                    .with("binds-defaults." + MODE, "none")
                    .start()
                    .close();
        }

        @Test
        void isNoText() {
            assertThat(withFactory()
                            .resourceLocal()
                            .with("binds.auth." + FACTORY, "com.acme.Factory")
                            .refused()
                            .problems())
                    .singleElement()
                    .hasToString("BINDKEY-033: binds.auth." + FACTORY + " = com.acme.Factory cannot be had: "
                            + "a text is no ValidatorFactory. Remove it, and make the factory a CDI bean.");
        }

        @Test
        void tellsWhyItCannotBeMade() {
            assertThat(withoutFactory()
                            .resourceLocal()
                            .withBeans(BrokenFactory.class)
                            .refused()
                            .problems())
                    .hasSize(3)
                    .allSatisfy(problem -> assertThat(problem.toString())
                            .startsWith("BINDKEY-046")
                            .contains("no such constraint"));
        }
    }

    static class AnotherFactory {

        @Produces
        ValidatorFactory make() {
            return Validation.buildDefaultValidatorFactory();
        }
    }

    static class BrokenFactory {

        @Produces
        ValidatorFactory make() {
            throw new IllegalStateException("no such constraint");
        }
    }
}
