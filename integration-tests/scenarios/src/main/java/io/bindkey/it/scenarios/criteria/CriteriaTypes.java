// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/** What the parameters of the standard's methods are. */
final class CriteriaTypes {

    private CriteriaTypes() {}

    /** Of a variable or wildcard, what it extends. */
    static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return (Class<?>) type;
    }

    /** {@return the first argument of a type that has some} */
    static Class<?> element(Type type) {
        return raw(((ParameterizedType) type).getActualTypeArguments()[0]);
    }

    /** A field of dates, of Jakarta Persistence 3.2. */
    static Object year() {
        try {
            return Class.forName("jakarta.persistence.criteria.LocalDateField")
                    .getField("YEAR")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
