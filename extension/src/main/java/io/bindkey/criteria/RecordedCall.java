// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that was made before an entity decided the bind. Immutable.
 *
 * @param receiver null for the builder
 * @param method that was called
 * @param arguments copies: what the application does with its lists and arrays later does not change what it said
 * @param result what stands for the result, null when there is none
 */
record RecordedCall(
        @Nullable CriteriaNode receiver,
        Method method,
        List<@Nullable Object> arguments,
        @Nullable CriteriaNode result) {

    static RecordedCall of(
            @Nullable CriteriaNode receiver,
            Method method,
            @Nullable Object[] arguments,
            @Nullable CriteriaNode result) {
        List<@Nullable Object> copies = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            copies.add(copy(argument));
        }
        return new RecordedCall(receiver, method, copies, result);
    }

    private static @Nullable Object copy(@Nullable Object argument) {
        if (argument instanceof Object[] array) {
            return array.clone();
        }
        if (argument instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (argument instanceof Set<?> set) {
            return new LinkedHashSet<>(set);
        }
        return argument instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : argument;
    }

    boolean isAliasOf(@Nullable CriteriaNode object) {
        return receiver == object && method.getName().equals("alias");
    }

    RecordedCall with(@Nullable Object[] otherArguments) {
        return of(receiver, method, otherArguments, result);
    }

    RecordedCall givingItsReceiver() {
        return new RecordedCall(receiver, method, arguments, receiver);
    }

    /** {@return what the call gives on the bind of a tree} */
    @Nullable
    Object madeGoodIn(CriteriaTree tree, ProviderCalls provider) {
        return provider.callReal(
                tree, receiver == null ? tree.builder() : receiver.real(tree), method, arguments.toArray());
    }

    /** Names the criteria objects that the call needs. */
    void forEachOperand(Consumer<CriteriaNode> action) {
        if (receiver != null) {
            action.accept(receiver);
        }
        arguments.forEach(argument -> forEachOperand(argument, action));
    }

    private static void forEachOperand(@Nullable Object argument, Consumer<CriteriaNode> action) {
        CriteriaNode node = CriteriaNode.of(argument);
        if (node != null) {
            action.accept(node);
        } else if (argument instanceof Object[] array) {
            for (Object element : array) {
                forEachOperand(element, action);
            }
        } else if (argument instanceof Collection<?> collection) {
            collection.forEach(element -> forEachOperand(element, action));
        } else if (argument instanceof Map<?, ?> map) {
            map.values().forEach(value -> forEachOperand(value, action));
        }
    }
}
