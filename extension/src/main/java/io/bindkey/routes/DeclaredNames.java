// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import io.bindkey.unit.NameKind;
import jakarta.persistence.Entity;
import java.lang.annotation.Annotation;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that a class declares with annotations: queries, result-set mappings, entity graphs, procedures.
 *
 * <p>Annotations are known by their simple names, so that a provider's own, such as Hibernate's {@code @NamedQuery},
 * count as well.
 */
public final class DeclaredNames {

    private static final Map<String, NameKind> ANNOTATIONS = Map.of(
            "NamedQuery", NameKind.QUERY,
            "NamedNativeQuery", NameKind.QUERY,
            "SqlResultSetMapping", NameKind.RESULT_SET_MAPPING,
            "NamedEntityGraph", NameKind.ENTITY_GRAPH,
            "NamedStoredProcedureQuery", NameKind.PROCEDURE);

    private DeclaredNames() {}

    /** {@return the names of each kind that stand on the class itself} */
    public static Map<NameKind, Set<String>> of(Class<?> type) {
        Map<NameKind, Set<String>> names = new EnumMap<>(NameKind.class);
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            collect(type, annotation, names);
        }
        return names;
    }

    /**
     * {@return the name by which queries know an entity class (Jakarta Persistence, section 2.1)}
     *
     * <p>The unqualified name of a nested class has its outer class in it: so Hibernate and EclipseLink have it.
     */
    public static String entityName(Class<?> type) {
        Entity entity = type.getDeclaredAnnotation(Entity.class);
        return entity == null || entity.name().isEmpty()
                ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
                : entity.name();
    }

    private static void collect(Class<?> type, Annotation annotation, Map<NameKind, Set<String>> names) {
        NameKind kind = ANNOTATIONS.get(annotation.annotationType().getSimpleName());
        if (kind != null && member(annotation, "name") instanceof String name) {
            boolean unnamedGraph = kind == NameKind.ENTITY_GRAPH && name.isEmpty();
            names.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(unnamedGraph ? entityName(type) : name);
        } else if (kind == null && member(annotation, "value") instanceof Annotation[] repeated) {
            for (Annotation one : repeated) {
                collect(type, one, names);
            }
        }
    }

    private static Object member(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (ReflectiveOperationException noSuchMember) {
            return "";
        }
    }
}
