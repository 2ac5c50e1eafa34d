// SPDX-License-Identifier: Apache-2.0
package io.bindkey.migration;

import io.bindkey.config.MigrationSettings;
import io.bindkey.message.SchemaProblems;
import io.bindkey.message.UnitProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Migrations by Liquibase; this class is touched only where Liquibase is asked for. */
final class LiquibaseMigration {

    private static final List<String> TYPES = List.of("xml", "yaml", "yml", "json", "sql");

    private LiquibaseMigration() {}

    static void run(String key, MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        String changelog = changelog(key, settings, loader);
        inScope(loader, () -> {
            update(settings.historyTable(), changelog, dataSource);
            return changelog;
        });
    }

    /** Looks, and makes no history table. */
    static PendingMigrations pending(
            String key, MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        String changelog = changelog(key, settings, loader);
        return inScope(loader, () -> pending(settings.historyTable(), changelog, dataSource));
    }

    private static PendingMigrations pending(String historyTable, String changelog, DataSource dataSource)
            throws Exception {
        try (Database database = database(historyTable, dataSource)) {
            // It would close the database, too.
            Liquibase liquibase =
                    new Liquibase(changelog, Scope.getCurrentScope().getResourceAccessor(), database);
            List<String> pending = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression(), false).stream()
                    .map(change -> change.getAuthor() + ":" + change.getId())
                    .toList();
            return new PendingMigrations(pending, List.of());
        }
    }

    private static <T> T inScope(ClassLoader loader, Scope.ScopedRunnerWithReturn<T> work) {
        Map<String, Object> scope = new HashMap<>();
        ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor(loader);
        scope.put(Scope.Attr.resourceAccessor.name(), resources);
        scope.put(Scope.Attr.classLoader.name(), loader);
        // It would tell what it does on the standard output.
        scope.put(Scope.Attr.ui.name(), new LoggerUIService());
        try (resources) {
            return Scope.child(scope, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void update(String historyTable, String changelog, DataSource dataSource) throws Exception {
        try (Database database = database(historyTable, dataSource)) {
            new CommandScope("update")
                    .addArgumentValue("database", database)
                    .addArgumentValue("changelogFile", changelog)
                    .setOutput(java.io.OutputStream.nullOutputStream())
                    .execute();
        }
    }

    private static Database database(String historyTable, DataSource dataSource) throws Exception {
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(dataSource.getConnection()));
        database.setDatabaseChangeLogTableName(historyTable);
        database.setDatabaseChangeLogLockTableName(historyTable + "_lock");
        return database;
    }

    /** A location is the changelog itself, or the folder in which there is one. */
    private static String changelog(String key, MigrationSettings settings, ClassLoader loader) {
        for (String location : settings.locations()) {
            boolean isFile = TYPES.stream().anyMatch(type -> location.endsWith("." + type));
            List<String> candidates = isFile
                    ? List.of(location)
                    : TYPES.stream()
                            .map(type -> location + "/changelog." + type)
                            .toList();
            for (String candidate : candidates) {
                if (loader.getResource(candidate) != null) {
                    return candidate;
                }
            }
        }
        throw new UnitProblem(SchemaProblems.noChangelog(key, settings.locations()));
    }
}
