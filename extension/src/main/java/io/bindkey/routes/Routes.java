// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import io.bindkey.message.Failures;
import io.bindkey.message.RoutingFailures;
import io.bindkey.provider.ProviderObjects;
import io.bindkey.unit.NameKind;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Metamodel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which bind a call belongs to, by the published rules; it never guesses. Immutable but for a cache; safe for use
 * by several threads.
 */
public final class Routes {

    private final RoutingIndex index;
    private final TextRoutes texts;

    /** Names that the application gave at run time, which come before those that are declared. */
    private final Map<NameKind, Map<String, Unit>> added =
            Map.of(NameKind.QUERY, new ConcurrentHashMap<>(), NameKind.ENTITY_GRAPH, new ConcurrentHashMap<>());

    public Routes(RoutingIndex index) {
        this.index = index;
        this.texts = new TextRoutes(index);
    }

    public RoutingIndex index() {
        return index;
    }

    public Unit ofClass(@Nullable Class<?> entityClass) {
        if (entityClass == null) {
            throw Failures.nullArgument("The entity class");
        }
        return index.ofClass(entityClass);
    }

    /** Hibernate's and others' proxies are subclasses of the entity, so their class finds its way by itself. */
    public Unit ofInstance(@Nullable Object entity) {
        if (entity == null) {
            throw Failures.nullArgument("The entity");
        }
        return index.ofClass(entity.getClass());
    }

    public Unit ofText(@Nullable String text) {
        if (text == null) {
            throw Failures.nullArgument("The query");
        }
        return texts.of(text);
    }

    /** {@return the entities that a text names, in its order; nothing fails here} */
    public List<NamedEntity> named(String text) {
        return texts.named(text);
    }

    /** {@return whether a text can be nothing but a query that reads} */
    public boolean onlyReads(String text) {
        return TextRoutes.onlyReads(text);
    }

    public Unit ofName(NameKind kind, @Nullable String name) {
        if (name == null) {
            throw Failures.nullArgument("The name of the " + kind.words());
        }
        Unit unit = ofAdded(kind, name);
        return unit != null ? unit : index.ofName(kind, name);
    }

    public Unit ofReference(@Nullable TypedQueryReference<?> reference) {
        if (reference == null) {
            throw Failures.nullArgument("The reference to a query");
        }
        return ofName(NameKind.QUERY, reference.getName());
    }

    public Optional<Unit> findGraph(@Nullable String name) {
        if (name == null) {
            throw Failures.nullArgument("The name of the entity graph");
        }
        return Optional.ofNullable(ofAdded(NameKind.ENTITY_GRAPH, name))
                .or(() -> index.findName(NameKind.ENTITY_GRAPH, name));
    }

    private @Nullable Unit ofAdded(NameKind kind, String name) {
        return added.getOrDefault(kind, Map.of()).get(name);
    }

    public void add(NameKind kind, String name, Unit unit) {
        Objects.requireNonNull(added.get(kind)).put(name, unit);
    }

    /** A class that is no entity, such as a tuple, says nothing of the bind. */
    public Unit ofNativeResult(String sql, Class<?> resultClass) {
        return index.findClass(resultClass).orElseGet(() -> ofNative(sql));
    }

    public Unit ofNative(@Nullable String sql) {
        return ofNothing("The native statement [" + sql + "]");
    }

    /** {@return the bind of something that names no entity: the only one there is} */
    public Unit ofNothing(String what) {
        return index.onlyUnit().orElseThrow(() -> RoutingFailures.nativeWithoutBind(what, index.keys()));
    }

    public Unit ofProcedure(@Nullable String procedure, Class<?> @Nullable ... resultClasses) {
        if (resultClasses == null) {
            throw Failures.nullArgument("The result classes");
        }
        Map<String, Unit> units = new LinkedHashMap<>();
        for (Class<?> resultClass : resultClasses) {
            index.findClass(resultClass).ifPresent(unit -> units.put(resultClass.getName(), unit));
        }
        return units.isEmpty() ? ofNothing("The stored procedure '" + procedure + "'") : only(units);
    }

    public Unit ofProcedureMappings(@Nullable String procedure, String @Nullable ... mappings) {
        if (mappings == null) {
            throw Failures.nullArgument("The result-set mappings");
        }
        Map<String, Unit> units = new LinkedHashMap<>();
        for (String mapping : mappings) {
            units.put(mapping, ofName(NameKind.RESULT_SET_MAPPING, mapping));
        }
        return units.isEmpty() ? ofNothing("The stored procedure '" + procedure + "'") : only(units);
    }

    /** {@return the bind that all of them share} */
    private Unit only(Map<String, Unit> units) {
        if (units.values().stream().distinct().count() > 1) {
            Map<String, String> keys = new LinkedHashMap<>();
            units.forEach((name, unit) -> keys.put(name, unit.key()));
            throw index.crossing(keys);
        }
        return units.values().iterator().next();
    }

    /** A query that a bind's own builder made: with several binds Hibernate's tells its builder, any other its roots. */
    public Unit ofCriteria(@Nullable Object criteria) {
        if (criteria == null) {
            throw Failures.nullArgument("The criteria query");
        }
        return index.onlyUnit().orElseGet(() -> ofBuilderOrRoots(criteria));
    }

    private Unit ofBuilderOrRoots(Object criteria) {
        Optional<CriteriaBuilder> builder = ProviderObjects.builderOf(criteria);
        if (builder.isPresent()) {
            return index.ofBuilder(builder.get()).orElseThrow(RoutingFailures::criteriaWithoutEntity);
        }
        Map<String, Unit> units = new LinkedHashMap<>();
        for (Root<?> root : roots(criteria)) {
            Class<?> type = root.getModel().getJavaType();
            units.put(type.getName(), index.ofClass(type));
        }
        if (units.isEmpty()) {
            throw RoutingFailures.criteriaWithoutEntity();
        }
        return only(units);
    }

    private static Iterable<? extends Root<?>> roots(Object criteria) {
        if (criteria instanceof AbstractQuery<?> query) {
            return query.getRoots();
        }
        if (criteria instanceof CriteriaUpdate<?> update) {
            return List.of(update.getRoot());
        }
        if (criteria instanceof CriteriaDelete<?> delete) {
            return List.of(delete.getRoot());
        }
        return List.of();
    }

    /** The standard lets a graph tell its name, but not its entity; those of Hibernate and EclipseLink do. */
    public Unit ofGraph(@Nullable EntityGraph<?> graph) {
        if (graph == null) {
            throw Failures.nullArgument("The entity graph");
        }
        Optional<Class<?>> entity = ProviderObjects.entityOf(graph);
        if (entity.isPresent()) {
            return index.ofClass(entity.get());
        }
        if (graph.getName() != null) {
            return ofName(NameKind.ENTITY_GRAPH, graph.getName());
        }
        return index.onlyUnit().orElseThrow(RoutingFailures::graphWithoutBind);
    }

    /**
     * {@return the bind of a query} By the standard it does not tell where it was created, but those of Hibernate and
     * EclipseLink do. The metamodel shows which factory it is, also where a provider has several objects for one.
     */
    public Unit ofQuery(String name, Query query) {
        Metamodel metamodel = ProviderObjects.metamodelOf(query).orElse(null);
        return index.units().all().stream()
                .filter(unit -> unit.isOpen() && unit.factory().getMetamodel() == metamodel)
                .findFirst()
                .or(index::onlyUnit)
                .orElseThrow(() -> RoutingFailures.queryWithoutBind(name));
    }
}
