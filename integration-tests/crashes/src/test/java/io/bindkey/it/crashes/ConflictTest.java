// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two transactions want the same rows in another order: the one that loses at its commit is told to be repeated. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class ConflictTest {

    @TempDir
    static Path folder;

    private final AtomicLong nextId = new AtomicLong(1);
    private Databases databases;

    @BeforeAll
    void start() {
        databases = new Databases();
    }

    @AfterAll
    void stop() {
        databases.close();
    }

    static Stream<Arguments> binds() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Product.values()).map(product -> Arguments.of(kind, product)));
    }

    @ParameterizedTest
    @MethodSource("binds")
    void whoLosesIsToldToRepeat(Kind kind, Product product) throws Exception {
        try (Units units = Units.start(kind, databases, folder.resolve("log"), 5)) {
            long one = nextId.getAndIncrement();
            long other = nextId.getAndIncrement();
            CyclicBarrier bothHaveWritten = new CyclicBarrier(2);
            List<CompletableFuture<@Nullable Exception>> both = new ArrayList<>();
            both.add(CompletableFuture.supplyAsync(() -> write(units, product, one, other, bothHaveWritten)));
            both.add(CompletableFuture.supplyAsync(() -> write(units, product, other, one, bothHaveWritten)));

            List<Exception> failures = both.stream()
                    .map(CompletableFuture::join)
                    .filter(Objects::nonNull)
                    .toList();

            // One waits for the other, and is refused for the duplicate keys of the other afterwards, or is the one
            // that wins.
            assertThat(failures).hasSize(1);
            assertThat(failures.get(0))
                    .isInstanceOf(
                            kind == Kind.RESOURCE_LOCAL
                                    ? jakarta.persistence.RollbackException.class
                                    : jakarta.transaction.RollbackException.class)
                    .hasMessageStartingWith(
                            "BINDKEY-180: The transaction was rolled back because another one has changed "
                                    + "the same rows and was committed first. Repeat the whole transaction, beginning with what "
                                    + "it reads: ")
                    .hasCauseInstanceOf(OptimisticLockException.class);
            assertThat(databases.rows(product)).contains(one, other);
        }
    }

    /** {@return why it has failed, null when it has not} */
    private static @Nullable Exception write(
            Units units, Product product, long first, long second, CyclicBarrier written) {
        try {
            units.run(() -> {
                units.write(product, first);
                written.await();
                units.persist(product, second);
            });
            return null;
        } catch (Exception e) {
            return e;
        }
    }
}
