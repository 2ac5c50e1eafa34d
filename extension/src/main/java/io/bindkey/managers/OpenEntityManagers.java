// SPDX-License-Identifier: Apache-2.0
package io.bindkey.managers;

import io.bindkey.commit.InOrder;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entity managers of one context, opened when a bind is first touched: at most one for each bind, and those that it
 * has replaced.
 *
 * <p>Belongs to one transaction or request, and like entity managers is used by one thread at a time.
 */
public final class OpenEntityManagers {

    private static final Logger LOG = System.getLogger(OpenEntityManagers.class.getName());

    private final Function<Unit, EntityManager> opener;

    /** In key order; mostly one. */
    private final ArrayList<OfUnit> open = new ArrayList<>(1);

    private final Companions companions = new Companions();
    private final ContextSettings settings = new ContextSettings();
    private @Nullable RetiredEntityManagers retired;

    /** That of one bind. */
    private record OfUnit(Unit unit, EntityManager entityManager) {}

    public OpenEntityManagers(Function<Unit, EntityManager> opener) {
        this.opener = opener;
    }

    public EntityManager get(Unit unit) {
        EntityManager known = ifOpen(unit);
        return known != null ? known : open(unit);
    }

    private EntityManager open(Unit unit) {
        EntityManager opened = opener.apply(unit);
        settings.applyTo(opened);
        int at = 0;
        while (at < open.size() && open.get(at).unit().compareTo(unit) < 0) {
            at++;
        }
        open.add(at, new OfUnit(unit, opened));
        return opened;
    }

    @Nullable
    public EntityManager ifOpen(Unit unit) {
        for (OfUnit one : open) {
            if (one.unit() == unit) {
                return one.entityManager();
            }
        }
        return null;
    }

    private @Nullable EntityManager remove(Unit unit) {
        EntityManager known = ifOpen(unit);
        open.removeIf(one -> one.unit() == unit);
        return known;
    }

    /** Closes a bind's, which is of no use any more; its next use opens another one. */
    public void discard(Unit unit) {
        EntityManager discarded = remove(unit);
        if (discarded == null) {
            return;
        }
        try {
            discarded.close();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "An entity manager with a lost connection did not close well", e);
        }
    }

    /** {@return the one that manages that instance, else the current one of the bind} */
    @Nullable
    public EntityManager managing(Unit unit, Object entity) {
        EntityManager current = ifOpen(unit);
        if (retired == null || (current != null && current.contains(entity))) {
            return current;
        }
        return retired.of(unit).stream()
                .filter(one -> one.contains(entity))
                .findFirst()
                .orElse(current);
    }

    /** Lets the bind's next use open a new one; what was read before goes on loading lazily. */
    public void retire(Unit unit) {
        EntityManager current = remove(unit);
        if (current == null) {
            return;
        }
        if (retired == null) {
            retired = new RetiredEntityManagers();
        }
        retired.add(unit, current);
    }

    /** Detaches whatever was read of all binds. */
    public void clear() {
        all().forEach(EntityManager::clear);
        if (retired != null) {
            retired.all().forEach(EntityManager::clear);
        }
    }

    /** Detaches whatever was read of one bind. */
    public void clear(Unit unit) {
        EntityManager current = ifOpen(unit);
        if (current != null) {
            current.clear();
        }
        if (retired != null) {
            retired.of(unit).forEach(EntityManager::clear);
        }
    }

    /** {@return what goes along with that bind's, opened when it is asked for first} */
    public Companion companion(Unit unit, Supplier<Companion> companion) {
        return companions.of(unit, companion);
    }

    /** {@return the current ones, in key order} */
    public List<EntityManager> all() {
        return open.stream().map(OfUnit::entityManager).toList();
    }

    public ContextSettings settings() {
        return settings;
    }

    /** Closes all in reverse order, also when one fails. */
    public void close() {
        closeAll(EntityManager::close);
    }

    /**
     * Closes all after another thread has ended their transaction. Hibernate answers the first call after that, whatever
     * it is, with an exception that says so, and then goes on as usual.
     */
    public void closeLate() {
        closeAll(left -> {
            try {
                if (!left.isOpen()) {
                    return;
                }
            } catch (RuntimeException rolledBackMeanwhile) {
                // It has said so.
            }
            left.close();
        });
    }

    private void closeAll(Consumer<EntityManager> close) {
        try {
            companions.close();
        } finally {
            closeEntityManagers(close);
        }
    }

    private void closeEntityManagers(Consumer<EntityManager> close) {
        List<EntityManager> reversed = new ArrayList<>(open.size());
        for (int at = open.size() - 1; at >= 0; at--) {
            reversed.add(open.get(at).entityManager());
        }
        open.clear();
        try {
            InOrder.forEach(reversed, close);
        } finally {
            if (retired != null) {
                retired.close();
            }
        }
    }
}
