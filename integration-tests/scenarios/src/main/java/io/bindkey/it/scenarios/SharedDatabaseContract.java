// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds when two binds live in one database, next to a table that belongs to none. */
abstract class SharedDatabaseContract {

    /** {@return an empty database} */
    abstract PhysicalDatabase database();

    /** {@return the tables of the default bind} */
    Set<String> defaultTables() {
        return Set.of("person", "orders", "order_item", "announcement");
    }

    @Test
    void eachBindKeepsToItsOwnTables() {
        PhysicalDatabase shared = database();
        Application.Builder builder = Application.configured()
                .withDatabase(DEFAULT, shared)
                .withDatabase(AUTH, shared)
                .withH2(META)
                .resourceLocal()
                .withoutHelperTables()
                .with("binds-defaults.schema.allow-drop", "true");
        try (Application app = builder.start()) {
            // Also keeps a database in memory alive, with rows that the foreign table must not lose.
            shared.execute("create table foreign_table (id integer primary key)");
            shared.execute("insert into foreign_table values (1)");

            app.schema().create();
            assertThat(shared.tables())
                    .isEqualTo(union(
                            defaultTables(),
                            Set.of(
                                    "foreign_table",
                                    "users",
                                    "admins",
                                    "roles",
                                    "user_roles",
                                    "user_ids",
                                    "library_publisher",
                                    "library_author",
                                    "library_book",
                                    "library_book_author",
                                    "library_book_tag",
                                    "library_book_title")));
            app.inTransaction(em -> em.persist(Person.named("Ada")));
            app.inTransaction(em -> em.persist(User.named("ada")));

            app.schema().recreate(AUTH);
            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
            assertThat(shared.count("users")).isZero();

            app.schema().drop(AUTH);
            assertThat(shared.tables()).isEqualTo(union(defaultTables(), Set.of("foreign_table")));

            app.schema().drop();
            assertThat(shared.tables()).containsExactly("foreign_table");
            assertThat(shared.count("foreign_table")).isEqualTo(1);
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
