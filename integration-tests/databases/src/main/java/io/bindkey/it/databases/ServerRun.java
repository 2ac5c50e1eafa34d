// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of one server: a folder of its own with data, temporary files and process id, locked as long as this JVM
 * lives. Ends with {@link #close()}, else with the JVM, and where the JVM was killed, with the next run in the same
 * work folder, which finds the folder unlocked.
 */
final class ServerRun implements AutoCloseable {

    private final Path folder;
    private final Path binaries;
    private final FileChannel lock;
    private boolean closed;

    private ServerRun(Path folder, Path binaries, FileChannel lock) {
        this.folder = folder;
        this.binaries = binaries;
        this.lock = lock;
    }

    static ServerRun begin(Path folder, Path binaries) throws IOException {
        FileChannel lock = FileChannel.open(lockIn(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        ServerRun run = new ServerRun(folder, binaries, lock);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop " + folder.getFileName()));
        return run;
    }

    /** Ends the run of another JVM if that is gone. */
    static void sweep(Path folder, Path binaries) throws IOException {
        try (FileChannel lock = FileChannel.open(lockIn(folder), StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                end(folder, binaries);
            }
        } catch (NoSuchFileException goneMeanwhile) {
            // Its own JVM is ending it.
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    /** SQL that a server runs at its start. */
    Path initFile() {
        return folder.resolve("init.sql");
    }

    /** What the server prints. */
    Path log() {
        return folder.resolve("server.log");
    }

    /** Where the server must write its process id. */
    Path pidFile() {
        return pidFile(folder);
    }

    ServerProcess process() throws IOException {
        return findProcess().orElseThrow(() -> new IllegalStateException("No server runs in " + folder));
    }

    Optional<ServerProcess> findProcess() throws IOException {
        return ServerProcess.find(pidFile(folder), binaries);
    }

    /** Deletes the data of a server that does not run, so that others may take their place. */
    void clear() throws IOException {
        delete(data());
    }

    /** Ends a run that did not come to anything, and tells why in the server's own words. */
    IllegalStateException failed(String server, Exception cause) throws IOException {
        String log = Files.exists(log()) ? Files.readString(log()) : "nothing";
        close();
        return new IllegalStateException(server + " did not start. It said: " + log, cause);
    }

    /** Synchronized, so that a JVM that ends in the middle of a close waits for it in the shutdown hook. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            end(folder, binaries);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not clean up " + folder, e);
        }
    }

    private static void end(Path folder, Path binaries) throws IOException {
        ServerProcess.find(pidFile(folder), binaries).ifPresent(ServerProcess::end);
        delete(folder);
    }

    /** Another process may be at it as well, or the server at its own end: what is gone meanwhile is gone. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return goOn(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                goOn(failure);
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileVisitResult goOn(@Nullable IOException failure) throws IOException {
        if (failure == null || failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("server.pid");
    }

    private static Path lockIn(Path folder) {
        return folder.resolve("lock");
    }
}
