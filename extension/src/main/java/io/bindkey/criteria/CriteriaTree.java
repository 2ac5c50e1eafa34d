// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.CrossBindException;
import io.bindkey.message.RoutingFailures;
import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Criteria objects of one bind that belong together, mostly those of one query: which bind, which entity decided it, and
 * which proxy stands for which of the provider's objects.
 *
 * <p>For use by one thread at a time, as criteria queries are.
 */
public final class CriteriaTree {

    private final CriteriaShapes shapes;
    private final Unit unit;
    private final CriteriaBuilder builder;
    private final String entity;

    /** Null in a trial, which decides nothing: what it refuses need not be refused in the end. */
    private final @Nullable RoutingIndex index;

    private final KnownProxies proxies = new KnownProxies();
    private final List<Object> met = new ArrayList<>(4);

    /** Whether a trial had to stop because only the bind in question can go on. */
    private boolean askedTooMuch;

    private CriteriaTree(CriteriaShapes shapes, Unit unit, String entity, @Nullable RoutingIndex index) {
        this.shapes = shapes;
        this.unit = unit;
        this.builder = unit.factory().getCriteriaBuilder();
        this.entity = entity;
        this.index = index;
    }

    /**
     * {@return an empty tree} The unit opens, if it is not open yet.
     *
     * @param index of all binds
     * @param entity that decided the bind, in words
     */
    static CriteriaTree of(CriteriaShapes shapes, RoutingIndex index, Unit unit, String entity) {
        return new CriteriaTree(shapes, unit, entity, index);
    }

    /** {@return a tree for what belongs to no bind yet: it decides nothing} The unit is open. */
    static CriteriaTree trial(CriteriaShapes shapes, Unit unit) {
        return new CriteriaTree(shapes, unit, "", null);
    }

    CriteriaShapes shapes() {
        return shapes;
    }

    Unit unit() {
        return unit;
    }

    String entity() {
        return entity;
    }

    CriteriaBuilder builder() {
        return builder;
    }

    boolean isTrial() {
        return index == null;
    }

    /** Fails in a trial, for what only a bind that was decided can do. */
    void requireDecided() {
        if (isTrial()) {
            askedTooMuch = true;
            throw RoutingFailures.criteriaWithoutBind();
        }
    }

    boolean isAskedTooMuch() {
        return askedTooMuch;
    }

    /** Fails when something that this needs belongs to another bind. */
    void requireSame(@Nullable CriteriaTree needed) {
        if (!isTrial() && needed != null) {
            requireOwn(needed);
        }
    }

    /** Fails when something that is put into this belongs to another bind. */
    void requireOwn(CriteriaTree given) {
        if (given.unit != unit) {
            throw crossing(given.entity, given.unit);
        }
    }

    CrossBindException crossing(String otherEntity, Unit other) {
        Map<String, String> binds = new LinkedHashMap<>();
        binds.put(entity, unit.key());
        binds.put(otherEntity, other.key());
        return index == null ? RoutingFailures.crossBind(binds) : index.crossing(binds);
    }

    /** Remembers which proxy stands for a provider's object; the first one stays. */
    void know(@Nullable Object real, Object proxy) {
        if (real != null && proxies.get(real) == null) {
            proxies.add(real, proxy);
        }
    }

    /** As {@link #know}, for an object that was not known just before. */
    void knowNew(Object real, Object proxy) {
        proxies.add(real, proxy);
    }

    /** {@return the proxy that stands for an object, null when there is none} */
    @Nullable
    Object known(Object real) {
        return proxies.get(real);
    }

    /** {@return the proxy that stands for an object, or the object when there is none} */
    Object knownOrSame(Object real) {
        Object known = proxies.get(real);
        return known == null ? real : known;
    }

    /** {@return whether it has not met that script before} */
    boolean meets(Object script) {
        return !met.contains(script) && met.add(script);
    }
}
