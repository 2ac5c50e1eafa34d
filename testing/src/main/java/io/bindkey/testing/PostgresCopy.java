// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Copies the data of a PostgreSQL that runs, as <a
 * href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">its documentation
 * tells</a>: the programs of Maven Central have no {@code pg_basebackup}.
 */
record PostgresCopy(PostgresServer server, Path data) {

    /** Folders whose files belong to the server that wrote them alone. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");

    /** Copies to a folder that is not there yet; the server keeps in a slot what the copy will ask for next. */
    void to(Path target, String slot) throws IOException {
        String url = server.url(server.first());
        try (Connection connection = DriverManager.getConnection(url, server.username(), server.password());
                Statement session = connection.createStatement()) {
            session.execute("select pg_create_physical_replication_slot('" + slot + "', true)");
            session.execute("select pg_backup_start('replica of tests', fast => true)");
            copyFilesTo(target);
            try (ResultSet end =
                    session.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => false)")) {
                end.next();
                Files.writeString(target.resolve("backup_label"), end.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException("there is no copy of it: " + e.getMessage(), e);
        }
    }

    private void copyFilesTo(Path target) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                // With its permissions: the server refuses a folder that others may look into.
                Files.copy(folder, copyOf(folder), StandardCopyOption.COPY_ATTRIBUTES);
                boolean empty = EMPTY.contains(data.relativize(folder).toString());
                return empty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (!LEFT_OUT.contains(data.relativize(file).toString())) {
                        Files.copy(file, copyOf(file));
                    }
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    // The server has deleted it meanwhile, and knows that from what it writes beside.
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            private Path copyOf(Path original) {
                return target.resolve(data.relativize(original));
            }
        });
    }
}
