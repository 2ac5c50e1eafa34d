// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.unit.Unit;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entities of each bind with their attributes and associations, by the metamodel; by their names where a bind is not open. */
final class Picture {

    private final Application application;

    Picture(Application application) {
        this.application = application;
    }

    Map<String, Object> all() {
        List<Object> binds = new ArrayList<>();
        for (Unit unit : application.units()) {
            Map<String, Object> bind = new LinkedHashMap<>();
            bind.put("key", unit.key());
            bind.put("open", unit.isOpen());
            bind.put("entities", unit.isOpen() ? entities(unit) : names(unit));
            binds.add(bind);
        }
        return Map.of("binds", binds);
    }

    private List<Object> names(Unit unit) {
        List<Object> entities = new ArrayList<>();
        for (Class<?> entity : unit.entities()) {
            entities.add(entity(entity.getSimpleName(), entity, unit));
        }
        return entities;
    }

    private Map<String, @Nullable Object> entity(String name, Class<?> type, Unit unit) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        shown.put("class", type.getName());
        shown.put("why", application.origin().apply(type, unit));
        shown.put("extends", null);
        shown.put("attributes", List.of());
        return shown;
    }

    private List<Object> entities(Unit unit) {
        Metamodel metamodel = unit.factory().getMetamodel();
        List<Object> entities = new ArrayList<>();
        for (Class<?> type : unit.entities()) {
            EntityType<?> entity = metamodel.entity(type);
            Map<String, @Nullable Object> shown = entity(entity.getName(), type, unit);
            shown.put("extends", parent(entity).orElse(null));
            List<Object> attributes = new ArrayList<>();
            entity.getDeclaredAttributes().stream()
                    .map(attribute -> (Attribute<?, ?>) attribute)
                    .sorted(Comparator.comparing(Picture::isNoId).thenComparing(Attribute::getName))
                    .forEach(attribute -> attributes.add(attribute(attribute)));
            shown.put("attributes", attributes);
            entities.add(shown);
        }
        return entities;
    }

    /** {@return the nearest entity above, past mapped superclasses} */
    private static Optional<String> parent(EntityType<?> entity) {
        for (IdentifiableType<?> above = entity.getSupertype(); above != null; above = above.getSupertype()) {
            if (above instanceof EntityType<?> parent) {
                return Optional.of(parent.getName());
            }
        }
        return Optional.empty();
    }

    private static boolean isNoId(Attribute<?, ?> attribute) {
        return !(attribute instanceof SingularAttribute<?, ?> singular && singular.isId());
    }

    private static Map<String, @Nullable Object> attribute(Attribute<?, ?> attribute) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("name", attribute.getName());
        shown.put("type", type(attribute));
        shown.put("id", !isNoId(attribute));
        shown.put("kind", kind(attribute.getPersistentAttributeType()));
        shown.put("many", attribute.isCollection());
        shown.put("target", target(attribute).orElse(null));
        shown.put("mappedBy", mappedBy(attribute));
        return shown;
    }

    private static String kind(PersistentAttributeType type) {
        return switch (type) {
            case MANY_TO_ONE, ONE_TO_ONE, ONE_TO_MANY, MANY_TO_MANY -> "association";
            case EMBEDDED -> "embedded";
            case ELEMENT_COLLECTION -> "elements";
            case BASIC -> "basic";
        };
    }

    private static String type(Attribute<?, ?> attribute) {
        if (attribute instanceof PluralAttribute<?, ?, ?> plural) {
            return attribute.getJavaType().getSimpleName() + " of "
                    + plural.getElementType().getJavaType().getSimpleName();
        }
        return attribute.getJavaType().getSimpleName();
    }

    private static Optional<String> target(Attribute<?, ?> attribute) {
        if (!attribute.isAssociation()) {
            return Optional.empty();
        }
        Object type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
        if (type instanceof EntityType<?> entity) {
            return Optional.of(entity.getName());
        }
        return type instanceof ManagedType<?> managed
                ? Optional.of(managed.getJavaType().getSimpleName())
                : Optional.empty();
    }

    /** As far as annotations tell: of both sides of an association, one line is enough. */
    private static String mappedBy(Attribute<?, ?> attribute) {
        if (!(attribute.getJavaMember() instanceof AnnotatedElement member)) {
            return "";
        }
        OneToMany oneToMany = member.getAnnotation(OneToMany.class);
        if (oneToMany != null) {
            return oneToMany.mappedBy();
        }
        OneToOne oneToOne = member.getAnnotation(OneToOne.class);
        if (oneToOne != null) {
            return oneToOne.mappedBy();
        }
        ManyToMany manyToMany = member.getAnnotation(ManyToMany.class);
        return manyToMany == null ? "" : manyToMany.mappedBy();
    }
}
