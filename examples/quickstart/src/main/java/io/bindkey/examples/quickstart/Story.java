// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import io.bindkey.Bind;
import io.bindkey.BindKey;
import io.bindkey.Binds;
import io.bindkey.CrossBindException;
import io.bindkey.CrossBindWriteException;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaReport;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What binds are for, told with three databases, and checked against what these really hold. */
@Dependent
public class Story {

    private static final Map<String, Map<String, Long>> ROWS = Map.of(
            BindKey.DEFAULT,
            Map.of("users", 1L, "post", 2L),
            "auth",
            Map.of("login", 1L, "audit", 1L),
            "meta",
            Map.of("setting", 1L));

    @Inject
    Binds binds;

    @Inject
    SchemaOps schema;

    @Inject
    Repository repository;

    private final List<String> surprises = new ArrayList<>();

    /**
     * Tells it.
     *
     * @throws IllegalStateException when a database holds something else than it should
     */
    public void tell(Page page) {
        showBinds(page);
        createTables(page);
        useEntities(page);
        refuse(page);
        showRows(page);
        createAndDrop(page);

        page.title(surprises.isEmpty() ? "All tables and rows are where they belong." : "Not as expected:");
        surprises.forEach(page::line);
        if (!surprises.isEmpty()) {
            throw new IllegalStateException(surprises.size() + " surprises");
        }
    }

    private void showBinds(Page page) {
        page.title("Binds");
        List<List<String>> rows = new ArrayList<>();
        for (Bind bind : binds) {
            Database database = new Database(bind);
            String entities = bind.entities().stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
            rows.add(List.of(bind.key(), entities, database.product(), database.url()));
        }
        page.rows(rows);
    }

    private void createTables(Page page) {
        schema.drop(); // What an earlier run may have left.
        SchemaReport report = schema.create();
        page.title("SchemaOps.create()");
        List<List<String>> rows = new ArrayList<>();
        for (SchemaReport.Outcome outcome : report.outcomes()) {
            String tables = outcome.tables().stream().sorted().collect(Collectors.joining(", "));
            rows.add(List.of(
                    outcome.bind(),
                    outcome.succeeded() ? "done" : "failed",
                    tables,
                    outcome.time().toMillis() + " ms"));
        }
        page.rows(rows);

        page.title("Tables that each database holds, seen by plain JDBC");
        page.rows(List.of(heading(), tables("create()", BindKey.DEFAULT, "auth", "meta")));
    }

    private void useEntities(Page page) {
        page.title("Calls on one entity manager, and the bind that each went to");
        User ann = new User("ann");
        ann.write("Hello");
        ann.write("Again");
        List<List<String>> rows = new ArrayList<>();
        rows.add(call("persist a User with two Posts", User.class, () -> {
            repository.save(ann);
            return "id " + ann.id();
        }));
        rows.add(call("persist a Login and an Audit", Login.class, () -> {
            repository.save(new Login(ann), new Audit("ann may log in"));
            return "committed";
        }));
        rows.add(call("persist a Setting", Setting.class, () -> {
            repository.save(new Setting("theme", "dark"));
            return "committed";
        }));
        rows.add(call("find a User by id", User.class, () -> repository.find(User.class, ann.id())));
        rows.add(select("select p from Post p where p.author.name = ?1 order by p.id", Post.class, "ann"));
        rows.add(select("select l from Login l where l.userId = ?1", Login.class, ann.id()));
        rows.add(select("select a from Audit a", Audit.class));
        rows.add(select("select s from Setting s where s.name = ?1", Setting.class, "theme"));
        String sql = "select count(*) from Login";
        rows.add(List.of(sql + ", on @Bound(\"auth\")", "auth", String.valueOf(repository.selectFromAuth(sql))));
        page.rows(rows);
    }

    private List<String> select(String query, Class<?> entity, Object... parameters) {
        return call(query, entity, () -> repository.select(query, entity, parameters));
    }

    private List<String> call(String what, Class<?> entity, Supplier<?> work) {
        return List.of(what, binds.of(entity).key(), String.valueOf(work.get()));
    }

    private void refuse(Page page) {
        page.title("Refused");
        String query = "select p from Post p, Login l where p.author.id = l.userId";
        refused(page, query, () -> repository.select(query, Post.class));
        refused(page, "persist a User and a Setting in one transaction", () -> {
            repository.save(new User("ben"), new Setting("theme", "light"));
        });
    }

    private void refused(Page page, String what, Runnable work) {
        page.line(what);
        try {
            work.run();
            surprises.add("Not refused: " + what);
        } catch (CrossBindException | CrossBindWriteException refusal) {
            page.paragraph(String.valueOf(refusal.getMessage()));
        }
    }

    private void showRows(Page page) {
        page.title("Rows in the tables of each database, seen by plain JDBC");
        List<List<String>> rows = new ArrayList<>();
        for (Bind bind : binds) {
            Map<String, Long> found = new Database(bind).rows();
            expect("rows of " + bind.key(), expectedRows(bind), found);
            String counts = found.entrySet().stream()
                    .map(table -> table.getKey() + " " + table.getValue())
                    .collect(Collectors.joining(", "));
            rows.add(List.of(bind.key(), counts));
        }
        page.rows(rows);
    }

    private void createAndDrop(Page page) {
        page.title("Schema operations on some binds or all, and the tables after each");
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading());
        schema.drop(BindKey.DEFAULT, "auth");
        rows.add(tables("drop(\"default\", \"auth\")", "meta"));
        schema.create(BindKey.DEFAULT, "auth");
        rows.add(tables("create(\"default\", \"auth\")", BindKey.DEFAULT, "auth", "meta"));
        schema.drop("meta");
        rows.add(tables("drop(\"meta\")", BindKey.DEFAULT, "auth"));
        schema.create("meta");
        rows.add(tables("create(\"meta\")", BindKey.DEFAULT, "auth", "meta"));
        schema.drop();
        rows.add(tables("drop()"));
        schema.create();
        rows.add(tables("create()", BindKey.DEFAULT, "auth", "meta"));
        page.rows(rows);
    }

    private List<String> heading() {
        List<String> heading = new ArrayList<>(List.of("after"));
        heading.addAll(binds.keys());
        return heading;
    }

    /** Tables are expected in these binds and in no other. */
    private List<String> tables(String after, String... keys) {
        List<String> row = new ArrayList<>(List.of(after));
        for (Bind bind : binds) {
            Set<String> found = new Database(bind).tables();
            Set<String> expected =
                    Set.of(keys).contains(bind.key()) ? expectedRows(bind).keySet() : Set.of();
            expect(after + ", tables of " + bind.key(), expected, found);
            row.add(found.isEmpty() ? "-" : String.join(", ", found));
        }
        return row;
    }

    private static Map<String, Long> expectedRows(Bind bind) {
        return ROWS.getOrDefault(bind.key(), Map.of());
    }

    private void expect(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            surprises.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
