// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.Setting;
import io.bindkey.it.scenarios.model.shared.Journal;
import io.bindkey.it.scenarios.model.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The container's beans reach converters and listeners of every bind. */
// The application once did not start at all: the providers asked the container from threads that it did not know.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class InjectedConvertersAndListenersTest {

    private Application app;

    @BeforeEach
    void start() {
        app = Application.onH2().resourceLocal().withTables().start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void oneConverterServesTwoBinds() {
        app.inTransaction(em -> em.persist(OrderItem.of("engine", 250)));
        app.inTransaction(em -> em.persist(Setting.of("limit", 100)));

        assertThat(app.rows(DEFAULT, "select price from order_item")).containsExactly("250 EUR cent");
        assertThat(app.rows(META, "select credit_limit from setting")).containsExactly("100 EUR cent");
        app.inRequest(() -> {
            assertThat(app.router()
                            .createQuery("select i.price from OrderItem i", Money.class)
                            .getSingleResult())
                    .isEqualTo(new Money(250));
            assertThat(app.router()
                            .createQuery("select s from Setting s", Setting.class)
                            .getSingleResult()
                            .limit)
                    .isEqualTo(new Money(100));
        });
    }

    @Test
    void oneListenerServesTwoBinds() {
        app.inTransaction(em -> em.persist(Person.named("Ada")));
        app.inTransaction(em -> em.persist(User.named("ada")));
        app.inTransaction(em -> em.createQuery("from User", User.class).getSingleResult().name = "ada.lovelace");
        app.inTransaction(
                em -> em.remove(em.createQuery("from Person", Person.class).getSingleResult()));

        assertThat(app.get(Journal.class).lines())
                .containsExactly("persisted Ada", "persisted ada", "updated ada.lovelace", "removed Ada");
    }
}
