// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.GUEST;
import static io.bindkey.it.schema.SchemaApplication.SHAPES;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.SchemaOpsException;
import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import io.bindkey.SchemaScript;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.schema.shapes.Author;
import io.bindkey.it.schema.shapes.Figure;
import io.bindkey.it.schema.shapes.Novel;
import io.bindkey.it.schema.shapes.Tag;
import io.bindkey.it.schema.shapes.Vehicle;
import io.bindkey.it.schema.shared.Guest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each operation does to a bind of every shape, while another bind and things of nobody's live in the same database.
 * Rows are counted by plain JDBC.
 */
abstract class OperationsContract {

    private static final Set<String> OWN = Set.of(
            "author",
            "author_details",
            "novel",
            "novel_tags",
            "novel_keywords",
            "mixed case",
            "ids",
            "vehicle",
            "truck",
            "circle",
            "square");

    private PhysicalDatabase database;
    private SchemaApplication app;

    /** {@return an empty database} */
    abstract PhysicalDatabase database();

    boolean hasSequences() {
        return true;
    }

    /** {@return whether the application has made the data source, rather than given a url} */
    boolean byDataSource() {
        return false;
    }

    String quoted(String name) {
        return '"' + name + '"';
    }

    @BeforeEach
    void start() {
        database = database();
        database.execute("create table nobodys (id integer primary key)");
        database.execute("insert into nobodys values (1)");
        if (hasSequences()) {
            database.execute("create sequence nobodys_sequence");
        }
        SchemaApplication.Builder builder = byDataSource()
                ? SchemaApplication.onDataSource(SHAPES, database).andByDataSource(GUEST, database)
                : SchemaApplication.on(SHAPES, database).and(GUEST, database);
        app = builder.mayDrop().start();
        app.schema().create(GUEST);
        app.inTransaction(em -> em.persist(new Guest()));
    }

    @AfterEach
    void stop() {
        app.close();
        // Nothing that the tests did has touched the others.
        assertThat(database.count("nobodys")).isEqualTo(1);
        assertThat(database.count("guest")).isEqualTo(1);
        if (hasSequences()) {
            database.execute("drop sequence nobodys_sequence");
        }
    }

    private void fill() {
        // Apart from each other: on SQLite, ids from a table need the database for themselves.
        Tag good = new Tag("good");
        Author ada = new Author("Ada");
        Author bob = new Author("Bob");
        app.inTransaction(em -> em.persist(good));
        app.inTransaction(em -> {
            bob.mentor = ada;
            ada.mentor = bob;
            em.persist(ada);
            em.persist(bob);
        });
        app.inTransaction(em -> {
            Novel novel = new Novel("Numbers", em.getReference(Author.class, ada.id));
            em.persist(novel);
            novel.tags.add(em.getReference(Tag.class, good.id));
            novel.keywords.add("engine");
            em.find(Author.class, bob.id).favourite = novel;
        });
        app.inTransaction(em -> em.persist(new Vehicle.Truck()));
        app.inTransaction(em -> em.persist(new Figure.Circle()));
        assertThat(database.count("author")).isEqualTo(2);
        assertThat(database.count("novel_tags")).isEqualTo(1);
        assertThat(database.count(quoted("Mixed Case"))).isEqualTo(1);
    }

    private Set<String> ownTables() {
        Set<String> tables = new TreeSet<>(database.tables());
        tables.removeIf(name -> name.equals("nobodys") || name.startsWith("guest") || name.endsWith("_seq"));
        tables.removeIf(name -> name.startsWith("sqlite_"));
        return tables;
    }

    private static Outcome outcome(SchemaReport report) {
        return only(report.outcomes());
    }

    @Test
    void createMakesAllAndTwiceKeepsTheRows() {
        Outcome first = outcome(app.schema().create(SHAPES));
        assertThat(first.tables()).contains("author", "Mixed Case", "ids", "square");
        assertThat(ownTables()).isEqualTo(OWN);
        fill();

        Outcome second = outcome(app.schema().create(SHAPES));
        assertThat(second.tables()).isEmpty();
        assertThat(second.statements()).isEmpty();
        assertThat(database.count("author")).isEqualTo(2);
    }

    @Test
    void createMakesWhatIsMissingAlone() {
        app.schema().create(SHAPES);
        fill();
        database.execute("drop table novel_keywords");
        database.execute("drop table circle");
        database.execute("drop index novel_price" + (database.url().contains("mariadb") ? " on novel" : ""));

        Outcome again = outcome(app.schema().create(SHAPES));
        assertThat(again.tables()).containsExactlyInAnyOrder("novel_keywords", "circle");
        assertThat(again.statements()).anyMatch(sql -> sql.contains("novel_price"));
        assertThat(ownTables()).isEqualTo(OWN);
        assertThat(database.count("author")).isEqualTo(2);
        assertThat(app.schema().validate(SHAPES).differences()).isEmpty();
    }

    @Test
    void dropRemovesAllAndTwiceIsFine() {
        app.schema().create(SHAPES);
        fill();

        assertThat(outcome(app.schema().drop(SHAPES)).tables()).hasSize(OWN.size() + helperTables());
        assertThat(ownTables()).isEmpty();
        assertThat(outcome(app.schema().drop(SHAPES)).statements()).isEmpty();
    }

    /** Tables in place of sequences. */
    private int helperTables() {
        return hasSequences() ? 0 : 2;
    }

    @Test
    void recreateLeavesEmptyTables() {
        app.schema().create(SHAPES);
        fill();

        app.schema().recreate(SHAPES);
        assertThat(ownTables()).isEqualTo(OWN);
        assertThat(database.count("author")).isZero();
        fill();
    }

    @Test
    void truncateEmptiesTablesAndNumbersAnew() {
        app.schema().create(SHAPES);
        fill();

        Outcome outcome = outcome(app.schema().truncate(SHAPES));
        assertThat(outcome.tables()).contains("author", "novel", "Mixed Case").doesNotContain("ids");
        for (String table : Set.of("author", "author_details", "novel", "novel_tags", "vehicle", "truck", "circle")) {
            assertThat(database.count(table)).isZero();
        }
        assertThat(database.count(quoted("Mixed Case"))).isZero();
        assertThat(database.count("ids")).isEqualTo(1);

        fill();
        assertThat(database.rows("select min(id) from author").get(0).get(0).toString())
                .isEqualTo("1");
    }

    @Test
    void validateFindsNothingInWhatWasCreatedAndEverythingInAnEmptyDatabase() {
        SchemaReport empty = app.schema().validate();
        assertThat(empty.differences())
                .filteredOn(d -> d.bind().equals(SHAPES))
                .hasSizeGreaterThanOrEqualTo(OWN.size());
        assertThat(empty.differences()).filteredOn(d -> d.bind().equals(GUEST)).isEmpty();

        app.schema().create(SHAPES);
        assertThat(app.schema().validate().differences()).isEmpty();
    }

    @Test
    void aScriptDoesByHandWhatTheOperationDoes() {
        SchemaScript create = only(app.schema().script(Action.CREATE, SHAPES));
        assertThat(ownTables()).isEmpty();
        create.statements().forEach(database::execute);
        assertThat(app.schema().validate(SHAPES).differences()).isEmpty();

        only(app.schema().script(Action.RECREATE, SHAPES)).statements().forEach(database::execute);
        assertThat(app.schema().validate(SHAPES).differences()).isEmpty();

        only(app.schema().script(Action.DROP, SHAPES)).statements().forEach(database::execute);
        assertThat(ownTables()).isEmpty();
        assertThat(outcome(app.schema().drop(SHAPES)).statements()).isEmpty();
    }

    @Test
    void whatOthersReferenceIsNotRemoved() {
        app.schema().create(SHAPES);
        fill();
        database.execute("create table guests_of_author (id integer primary key, author_id bigint,"
                + " foreign key (author_id) references author (id))");
        try {
            for (Runnable removal : new Runnable[] {
                () -> app.schema().drop(SHAPES),
                () -> app.schema().truncate(SHAPES),
                () -> app.schema().recreate(SHAPES)
            }) {
                assertThatThrownBy(removal::run)
                        .isInstanceOf(SchemaOpsException.class)
                        .hasMessageContaining("BINDKEY-166")
                        .hasMessageMatching("(?is).*guests_of_author.*Drop that foreign key first.*");
            }
            assertThat(database.count("author")).isEqualTo(2);
        } finally {
            database.execute("drop table guests_of_author");
        }
    }
}
