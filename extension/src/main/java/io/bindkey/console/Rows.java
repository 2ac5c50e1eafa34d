// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.message.Secrets;
import io.bindkey.unit.Unit;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a table of what a query has found. What is not loaded stays so. */
final class Rows {

    private static final int LONGEST = 200;

    private final Unit unit;
    private final Set<String> passwords;

    /** @param passwords that are shown nowhere, whatever they have come into */
    Rows(Unit unit, Set<String> passwords) {
        this.unit = unit;
        this.passwords = passwords;
    }

    /** {@return the names of columns, none where nothing tells them, and the rows with a text for each cell} */
    Map<String, Object> of(List<?> found) {
        Optional<EntityType<?>> entity = onlyEntity(found);
        Map<String, Object> table = new LinkedHashMap<>();
        table.put(
                "columns",
                entity.map(type -> attributes(type).stream()
                                .map(Attribute::getName)
                                .toList())
                        .orElse(List.of()));
        table.put(
                "rows",
                found.stream()
                        .map(row -> entity.map(type -> cells(row, type)).orElseGet(() -> cells(row)))
                        .toList());
        return table;
    }

    private Optional<EntityType<?>> onlyEntity(List<?> found) {
        List<EntityType<?>> types = new ArrayList<>();
        for (Object row : found) {
            Optional<EntityType<?>> type = row == null ? Optional.empty() : entity(row);
            if (type.isEmpty()
                    || (!types.isEmpty()
                            && !types.get(0).getName().equals(type.get().getName()))) {
                return Optional.empty();
            }
            types.add(type.get());
        }
        return types.stream().findFirst();
    }

    /** A provider's proxy is of a subclass. */
    private Optional<EntityType<?>> entity(Object value) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            if (unit.entities().contains(type)) {
                return Optional.of(unit.factory().getMetamodel().entity(type));
            }
        }
        return Optional.empty();
    }

    private static List<SingularAttribute<?, ?>> attributes(EntityType<?> type) {
        List<SingularAttribute<?, ?>> attributes = new ArrayList<>(type.getSingularAttributes());
        attributes.sort(Comparator.comparing((SingularAttribute<?, ?> one) -> !one.isId())
                .thenComparing(Attribute::getName));
        return attributes;
    }

    private List<String> cells(Object entity, EntityType<?> type) {
        return attributes(type).stream()
                .map(attribute -> text(value(entity, attribute)))
                .toList();
    }

    private List<String> cells(@Nullable Object row) {
        return row instanceof Object[] values
                ? Arrays.stream(values).map(this::text).toList()
                : List.of(text(row));
    }

    private static @Nullable Object value(Object entity, Attribute<?, ?> attribute) {
        Member member = attribute.getJavaMember();
        try {
            if (member instanceof Field field) {
                field.setAccessible(true);
                return field.get(entity);
            }
            if (member instanceof Method getter) {
                getter.setAccessible(true);
                return getter.invoke(entity);
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return "?";
        }
        return "?";
    }

    private String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        Optional<EntityType<?>> entity = entity(value);
        if (entity.isPresent()) {
            Object id = unit.factory().getPersistenceUnitUtil().getIdentifier(value);
            return cut(entity.get().getName() + " " + id);
        }
        if (value instanceof Collection<?>) {
            return "…";
        }
        if (value.getClass().isArray()) {
            return value.getClass().getComponentType().getSimpleName() + "[" + Array.getLength(value) + "]";
        }
        return cut(String.valueOf(value));
    }

    private String cut(String text) {
        String masked = Secrets.mask(text, passwords);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }
}
