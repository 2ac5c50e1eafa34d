// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindKey;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.it.servers.app.Account;
import io.bindkey.it.servers.app.Credit;
import io.bindkey.it.servers.app.Debit;
import io.bindkey.it.servers.app.Invoice;
import io.bindkey.it.servers.app.Label;
import io.bindkey.it.servers.app.Parcel;
import io.bindkey.it.servers.app.Ticket;
import io.bindkey.it.servers.library.Book;
import io.bindkey.it.servers.library.Reader;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

/** What holds of the application however it is packaged. */
abstract class ApplicationTest extends ServerTest {

    @Inject
    Binds binds;

    @Inject
    @Bound("auth")
    EntityManager auth;

    @Test
    void findsEntitiesOfTheApplicationAndOfItsLibraryWithAndWithoutKey() {
        assertThat(binds.keys()).containsExactly("default", "auth", "credits", "debits", "defined", "named", "server");
        assertThat(binds.get(BindKey.DEFAULT).entities()).containsExactlyInAnyOrder(Invoice.class, Book.class);
        assertThat(binds.get("auth").entities()).containsExactlyInAnyOrder(Account.class, Reader.class);
        assertThat(binds.get("credits").entities()).containsExactly(Credit.class);
        assertThat(binds.get("debits").entities()).containsExactly(Debit.class);
        assertThat(binds.get("defined").entities()).containsExactly(Parcel.class);
        assertThat(binds.get("named").entities()).containsExactly(Label.class);
        assertThat(binds.get("server").entities()).containsExactly(Ticket.class);
    }

    @Test
    void sendsEachEntityToItsOwnDatabase() {
        long id = newId();
        transactions.required(() -> em.persist(new Invoice(id, "invoice " + id)));
        transactions.required(() -> em.persist(new Account(id, "account " + id)));

        transactions.required(() -> {
            assertThat(em.find(Invoice.class, id).name()).isEqualTo("invoice " + id);
            assertThat(em.find(Account.class, id).name()).isEqualTo("account " + id);
            assertThat(auth.find(Account.class, id)).isSameAs(em.find(Account.class, id));
        });
        Object rows = auth.createNativeQuery("select count(*) from Account where id = " + id)
                .getSingleResult();
        assertThat(rows).hasToString("1");
        assertThatThrownBy(() ->
                        auth.createNativeQuery("select count(*) from Invoice").getResultList())
                .as("the table is in the other database alone")
                .isInstanceOf(Exception.class);
    }

    @Test
    void writesAcrossBindsInOneTransaction() {
        long id = newId();
        transactions.required(() -> {
            em.persist(new Debit(id, "debit " + id));
            em.persist(new Credit(id, "credit " + id));
        });
        assertThat(stored(Debit.class, id)).contains("debit " + id);
        assertThat(stored(Credit.class, id)).contains("credit " + id);
    }
}
