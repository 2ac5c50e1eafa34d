// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.message.Failures;
import io.bindkey.unit.NameKind;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says which bind a call belongs to, by the published rules; it never guesses. Immutable but for a cache; safe for use
 * by several threads.
 */
final class Routes {

    private final RoutingIndex index;
    private final TextRoutes texts;

    Routes(RoutingIndex index) {
        this.index = index;
        this.texts = new TextRoutes(index);
    }

    RoutingIndex index() {
        return index;
    }

    Unit ofClass(@Nullable Class<?> entityClass) {
        if (entityClass == null) {
            throw Failures.nullArgument("The entity class");
        }
        return index.ofClass(entityClass);
    }

    /** Hibernate's and others' proxies are subclasses of the entity, so their class finds its way by itself. */
    Unit ofInstance(@Nullable Object entity) {
        if (entity == null) {
            throw Failures.nullArgument("The entity");
        }
        return index.ofClass(entity.getClass());
    }

    Unit ofText(@Nullable String text) {
        if (text == null) {
            throw Failures.nullArgument("The query");
        }
        return texts.of(text);
    }

    Unit ofName(NameKind kind, @Nullable String name) {
        if (name == null) {
            throw Failures.nullArgument("The name of the " + kind.words());
        }
        return index.ofName(kind, name);
    }

    /** A class that is no entity, such as a tuple, says nothing of the bind. */
    Unit ofNativeResult(String sql, Class<?> resultClass) {
        return index.findClass(resultClass).orElseGet(() -> ofNative(sql));
    }

    Unit ofNative(@Nullable String sql) {
        return ofNothing("The native statement [" + sql + "]");
    }

    /** {@return the bind of something that names no entity: the only one there is} */
    Unit ofNothing(String what) {
        return index.onlyUnit().orElseThrow(() -> Failures.nativeWithoutBind(what, index.keys()));
    }

    Unit ofProcedure(@Nullable String procedure, Class<?>... resultClasses) {
        for (Class<?> resultClass : resultClasses) {
            var unit = index.findClass(resultClass);
            if (unit.isPresent()) {
                return unit.get();
            }
        }
        return ofNothing("The stored procedure '" + procedure + "'");
    }

    Unit ofProcedureMappings(@Nullable String procedure, String... mappings) {
        return mappings.length == 0
                ? ofNothing("The stored procedure '" + procedure + "'")
                : index.ofName(NameKind.RESULT_SET_MAPPING, mappings[0]);
    }

    /** A query that a bind's own builder made: its roots tell. */
    Unit ofCriteria(@Nullable Object criteria) {
        Map<String, String> bindsByEntity = new LinkedHashMap<>();
        Unit unit = null;
        for (Root<?> root : roots(criteria)) {
            Class<?> type = root.getModel().getJavaType();
            unit = index.ofClass(type);
            bindsByEntity.put(type.getName(), unit.key());
        }
        if (unit == null) {
            throw Failures.criteriaWithoutEntity();
        }
        if (new TreeSet<>(bindsByEntity.values()).size() > 1) {
            throw Failures.crossBind(bindsByEntity);
        }
        return unit;
    }

    private static Iterable<? extends Root<?>> roots(@Nullable Object criteria) {
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

    /** The standard lets a graph tell its name, but not its entity; Hibernate's does. */
    Unit ofGraph(@Nullable EntityGraph<?> graph) {
        if (graph == null) {
            throw Failures.nullArgument("The entity graph");
        }
        if (graph.getName() != null) {
            return index.ofName(NameKind.ENTITY_GRAPH, graph.getName());
        }
        if (graph.getClass().getName().startsWith("org.hibernate.")) {
            return index.ofClass(HibernateGraphs.entityClass(graph));
        }
        return index.onlyUnit().orElseThrow(Failures::graphWithoutBind);
    }
}
