// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.scenarios.Application;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** All ways to have an entity manager, open side by side on one server, each on a database of its own. */
final class ServerWays implements AutoCloseable {

    static final int KEPT = 100;

    /** How one has an entity manager. */
    enum Of {
        PLAIN,
        BOUND,
        ROUTER;

        private Way open(PhysicalDatabase database) {
            return switch (this) {
                case PLAIN -> new PlainWay(PlainUnit.on(database));
                case BOUND -> InjectedWay.bound(application(database));
                case ROUTER -> InjectedWay.router(application(database));
            };
        }

        private static Application application(PhysicalDatabase database) {
            return Application.onH2()
                    .withDatabase(Application.DEFAULT, database)
                    .with("binds.default.schema.strategy", "drop-and-create")
                    .with("binds.default.schema.allow-drop", "true")
                    .with("binds.default.pool.max-size", "10")
                    .resourceLocal()
                    .withTables()
                    .start();
        }
    }

    /** One short transaction with all that belongs to it. */
    enum Call {
        FIND("Find") {
            @Override
            Object run(Way way, AtomicLong last) {
                return way.inTransaction(em -> em.find(Note.class, 7L));
            }
        },
        JPQL("Jpql") {
            @Override
            Object run(Way way, AtomicLong last) {
                return way.inTransaction(em -> em.createQuery("select n from Note n where n.id = :id", Note.class)
                        .setParameter("id", 7L)
                        .getSingleResult());
            }
        },
        INSERT("Insert") {
            @Override
            Object run(Way way, AtomicLong last) {
                Note note = new Note(last.incrementAndGet(), "a note");
                return way.inTransaction(em -> {
                    em.persist(note);
                    return note;
                });
            }
        };

        final String word;

        Call(String word) {
            this.word = word;
        }

        /**
         * {@return the note that it was about}
         *
         * @param last the id that was given last
         */
        abstract Object run(Way way, AtomicLong last);
    }

    private final Map<Of, Way> ways = new EnumMap<>(Of.class);

    ServerWays(RunningDatabase server) {
        for (Of of : Of.values()) {
            Way way = of.open(database(server, of));
            ways.put(of, way);
            AtomicLong last = new AtomicLong();
            for (int i = 0; i < KEPT; i++) {
                Call.INSERT.run(way, last);
            }
        }
    }

    static PhysicalDatabase database(RunningDatabase server, Of of) {
        return server.physical("measured_" + of.name().toLowerCase(Locale.ROOT));
    }

    Way of(Of of) {
        return Objects.requireNonNull(ways.get(of));
    }

    @Override
    public void close() {
        ways.values().forEach(Way::close);
    }
}
