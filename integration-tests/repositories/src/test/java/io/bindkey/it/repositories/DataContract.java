// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.it.repositories.Shop.Work;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.exceptions.DataException;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.data.exceptions.OptimisticLockingFailureException;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hibernate.StatelessSession;
import org.hibernate.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What repositories do in their binds, whoever runs the transactions. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DataContract {

    private final Shop shop;
    private final Logins logins;
    private final Purchases purchases;
    private final NoteDao notes;

    DataContract(Map<String, String> properties) {
        shop = Shop.open(
                properties,
                Logins_.class,
                Purchases_.class,
                Counts_.class,
                NoteDao_.class,
                EveryDao_.class,
                LoginDao_.class);
        logins = shop.get(Logins.class);
        purchases = shop.get(Purchases.class);
        notes = shop.get(NoteDao.class);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @BeforeEach
    void empty() {
        shop.empty();
    }

    Shop shop() {
        return shop;
    }

    abstract void begin() throws Exception;

    abstract void commit() throws Exception;

    abstract void rollback() throws Exception;

    private void commits(Work work) throws Exception {
        begin();
        work.run();
        commit();
    }

    private void tenLogins() throws Exception {
        commits(() -> logins.insertAll(LongStream.rangeClosed(1, 10)
                .mapToObj(id -> new Login(id, "user" + id, id > 5 ? 40 : 30))
                .toList()));
    }

    private static List<Long> ids(List<Login> found) {
        return found.stream().map(login -> login.id).toList();
    }

    @Test
    void insertUpdateAndDeleteReachTheBindOfTheEntity() throws Exception {
        commits(() -> logins.insert(new Login(1, "ada", 36)));
        assertThat(shop.rows("auth", "login where name = 'ada' and version = 0"))
                .isEqualTo(1);

        commits(() -> {
            Login ada = logins.findById(1L).orElseThrow();
            ada.name = "lovelace";
            logins.update(ada);
        });
        assertThat(shop.rows("auth", "login where name = 'lovelace' and version = 1"))
                .isEqualTo(1);

        commits(() -> logins.deleteById(1L));
        assertThat(shop.rows("auth", "login")).isZero();
    }

    @Test
    void whatIsSavedIsInsertedOrUpdated() throws Exception {
        commits(() -> purchases.save(new Purchase(1, "tea")));
        commits(() -> purchases.save(new Purchase(1, "coffee")));
        commits(() -> purchases.addAll(List.of(new Purchase(2, "milk"), new Purchase(3, "sugar"))));

        assertThat(shop.rows("shop", "purchase where what = 'coffee'")).isEqualTo(1);
        assertThat(shop.rows("shop", "purchase")).isEqualTo(3);
    }

    @Test
    void findersAndQueriesOrderLimitAndCount() throws Exception {
        tenLogins();

        shop.inRequest(() -> {
            assertThat(logins.known("user7").id).isEqualTo(7);
            assertThat(logins.named("nobody")).isEmpty();
            assertThat(ids(logins.aged(40, Order.by(_Login.name.desc())))).containsExactly(9L, 8L, 7L, 6L, 10L);
            assertThat(ids(logins.first(30, Limit.of(2)))).containsExactly(1L, 2L);
            assertThat(ids(logins.first(30, Limit.range(3, 4)))).containsExactly(3L, 4L);
            assertThat(logins.count(30)).isEqualTo(5);
            assertThat(ids(logins.findAll().toList())).hasSize(10);
        });
    }

    @Test
    void pagesTellTheirTotalAndTheNextOne() throws Exception {
        tenLogins();

        shop.inRequest(() -> {
            Page<Login> first = logins.pages(30, PageRequest.ofSize(4));
            assertThat(ids(first.content())).containsExactly(1L, 2L, 3L, 4L);
            assertThat(first.totalElements()).isEqualTo(10);
            assertThat(first.totalPages()).isEqualTo(3);
            assertThat(ids(logins.pages(30, first.nextPageRequest()).content())).containsExactly(5L, 6L, 7L, 8L);
        });
    }

    @Test
    void cursorsGoOnWhereTheyWere() throws Exception {
        tenLogins();

        shop.inRequest(() -> {
            CursoredPage<Login> first = logins.cursored(40, PageRequest.ofSize(2));
            assertThat(ids(first.content())).containsExactly(6L, 7L);
            CursoredPage<Login> second = logins.cursored(40, first.nextPageRequest());
            assertThat(ids(second.content())).containsExactly(8L, 9L);
            assertThat(ids(logins.cursored(40, second.previousPageRequest()).content()))
                    .containsExactly(6L, 7L);
        });
    }

    @Test
    void statementsThatChangeRowsRunInTheTransaction() throws Exception {
        tenLogins();

        begin();
        assertThat(logins.older("user1")).isEqualTo(1);
        logins.remove("user2");
        assertThat(logins.count(31)).isEqualTo(1);
        rollback();

        assertThat(shop.rows("auth", "login where age = 30")).isEqualTo(5);
    }

    /** Seen by nobody until all is committed; the router's entity manager is of the same transaction. */
    @Test
    void twoRepositoriesADaoAndTheRouterAreOneTransaction() throws Exception {
        begin();
        logins.insert(new Login(1, "ada", 36));
        purchases.add(new Purchase(1, "tea"));
        shop.router().persist(new Note(1, "from the router"));
        notes.entityManager().persist(new Note(2, "from a DAO"));
        assertThat(notes.like("from%")).hasSize(2);
        assertThat(shop.router().find(Purchase.class, 1L).what).isEqualTo("tea");
        assertThat(List.of(shop.rows("auth", "login"), shop.rows("shop", "purchase"), shop.rows("default", "note")))
                .containsOnly(0L);
        commit();

        assertThat(List.of(shop.rows("auth", "login"), shop.rows("shop", "purchase"), shop.rows("default", "note")))
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void andTheyAreRolledBackTogether() throws Exception {
        begin();
        logins.insert(new Login(1, "ada", 36));
        purchases.add(new Purchase(1, "tea"));
        shop.router().persist(new Note(1, "never"));
        shop.router().flush();
        rollback();

        assertThat(List.of(shop.rows("auth", "login"), shop.rows("shop", "purchase"), shop.rows("default", "note")))
                .containsOnly(0L);
    }

    @Test
    void outsideOfATransactionTheyReadAndDoNotWrite() throws Exception {
        commits(() -> logins.insert(new Login(1, "ada", 36)));

        shop.inRequest(() -> {
            assertThat(logins.known("ada").age).isEqualTo(36);
            assertThatThrownBy(() -> logins.insert(new Login(2, "bob", 40)))
                    .isInstanceOf(DataException.class)
                    .hasCauseInstanceOf(TransactionRequiredException.class);
            assertThatThrownBy(() -> logins.older("ada")).isInstanceOf(DataException.class);
        });

        assertThat(shop.rows("auth", "login where age = 36")).isEqualTo(1);
    }

    @Test
    void failuresAreThoseOfJakartaData() throws Exception {
        commits(() -> logins.insert(new Login(1, "ada", 36)));

        begin();
        assertThatThrownBy(() -> logins.insert(new Login(1, "again", 36))).isInstanceOf(EntityExistsException.class);
        rollback();
        begin();
        Login stale = new Login(1, "stale", 36);
        stale.version = 7;
        assertThatThrownBy(() -> logins.update(stale)).isInstanceOf(OptimisticLockingFailureException.class);
        rollback();
    }

    /** A stateless session has no persistence context: each read gives an instance of its own, and callbacks are called. */
    @Test
    void itIsTheStatelessSessionOfTheBind() throws Exception {
        Login ada = new Login(1, "ada", 36);
        commits(() -> {
            logins.insert(ada);
            shop.get(StatelessSession.class, Bound.Literal.of("auth")).insert(new Login(2, "bob", 40));
            assertThat(logins.findById(2L)).isPresent();
            assertThat(logins.known("ada")).isNotSameAs(logins.known("ada"));
        });

        // Hibernate 6 calls none for stateless sessions.
        assertThat(ada.called).isEqualTo(!Version.getVersionString().startsWith("6."));
        assertThat(purchases.session()).hasToString("StatelessSession of bind 'shop'");
    }

    @Test
    void daosReadTheBindOfTheirEntities() throws Exception {
        commits(() -> {
            shop.router().persist(new Note(1, "one"));
            logins.insert(new Login(1, "ada", 36));
            purchases.add(new Purchase(1, "tea"));
        });

        shop.inRequest(() -> {
            assertThat(notes.note(1).text).isEqualTo("one");
            assertThat(ids(shop.get(LoginDao.class).like("a%"))).containsExactly(1L);
            assertThat(shop.get(Counts.class).purchases()).isEqualTo(1);
        });
    }

    @Test
    void aDaoOfSeveralBindsHasTheRouter() throws Exception {
        commits(() -> {
            shop.router().persist(new Note(1, "one"));
            logins.insert(new Login(1, "ada", 36));
            purchases.add(new Purchase(1, "tea"));
        });

        shop.inRequest(() -> {
            EveryDao dao = shop.get(EveryDao.class);
            assertThat(dao.notes("o%")).hasSize(1);
            assertThat(ids(dao.logins("a%"))).containsExactly(1L);
            assertThat(dao.purchase(1).what).isEqualTo("tea");
        });
    }
}
