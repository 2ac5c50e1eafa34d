// SPDX-License-Identifier: Apache-2.0
package io.bindkey.managers;

import io.bindkey.commit.InOrder;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entity managers of a request that others have replaced, because a transaction has made stale what they hold. What
 * was read by them goes on loading lazily until the request ends.
 *
 * <p>Each holds all that it has read, so a request of ten thousand transactions must not keep ten thousand. What loads
 * lazily refers to its entity manager; so all but the newest are held weakly, and are there exactly as long as somebody
 * can need them. One that was never closed takes nothing with it: those that have a connection, because a result was not
 * read to its end, are kept.
 */
final class RetiredEntityManagers {

    /** Kept in any case, so that all are closed in a request of the usual size. */
    private static final int NEWEST = 16;

    private final Deque<Retired> newest = new ArrayDeque<>();
    private final Set<Retired> all = new LinkedHashSet<>();
    private final ReferenceQueue<EntityManager> collected = new ReferenceQueue<>();

    private static final class Retired extends WeakReference<EntityManager> {

        private final Unit unit;
        private @Nullable EntityManager kept;

        Retired(Unit unit, EntityManager entityManager, ReferenceQueue<EntityManager> collected) {
            super(entityManager, collected);
            this.unit = unit;
            this.kept = entityManager;
        }

        void releaseIfIdle() {
            if (kept != null && !unit.isConnected(kept)) {
                kept = null;
            }
        }
    }

    void add(Unit unit, EntityManager entityManager) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            all.remove(gone);
        }
        Retired retired = new Retired(unit, entityManager, collected);
        all.add(retired);
        newest.addLast(retired);
        if (newest.size() > NEWEST) {
            newest.removeFirst().releaseIfIdle();
        }
    }

    /** {@return those of one bind, the latest first} */
    List<EntityManager> of(Unit unit) {
        return latestFirst(all.stream().filter(retired -> retired.unit == unit).toList());
    }

    /** {@return those of all binds, the latest first} */
    List<EntityManager> all() {
        return latestFirst(all);
    }

    private static List<EntityManager> latestFirst(Iterable<Retired> retired) {
        List<EntityManager> there = new ArrayList<>();
        for (Retired reference : retired) {
            EntityManager entityManager = reference.get();
            if (entityManager != null) {
                there.add(entityManager);
            }
        }
        Collections.reverse(there);
        return there;
    }

    /** Closes them, also when one fails. */
    void close() {
        List<EntityManager> closing = all();
        all.clear();
        newest.clear();
        InOrder.forEach(closing, EntityManager::close);
    }
}
