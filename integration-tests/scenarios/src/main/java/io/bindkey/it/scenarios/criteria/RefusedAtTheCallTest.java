// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import static io.bindkey.it.scenarios.Application.AUTH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.criteria.CompoundSelection;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.criteria.Subquery;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Before an entity has decided the bind: every method of the builder and of what it makes, as it should be called, with null
 * and with selections that do not fit together. The call itself is refused, with the exception of the provider's own builder.
 */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class RefusedAtTheCallTest {

    private static final String FINE = "fine";
    private static final String ILLEGAL = "IllegalArgumentException";

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private CriteriaBuilder builder(Bound.Literal qualifier) {
        return app.get(CriteriaBuilder.class, qualifier);
    }

    /** What methods are called on. */
    private static final Map<Class<?>, Function<CriteriaBuilder, Object>> RECEIVERS = Map.ofEntries(
            Map.entry(CriteriaBuilder.class, builder -> builder),
            Map.entry(CriteriaQuery.class, builder -> builder.createQuery(Object[].class)),
            Map.entry(Subquery.class, RefusedAtTheCallTest::subquery),
            Map.entry(CriteriaBuilder.Case.class, CriteriaBuilder::selectCase),
            Map.entry(CriteriaBuilder.SimpleCase.class, builder -> builder.selectCase(text(builder))),
            Map.entry(CriteriaBuilder.Coalesce.class, CriteriaBuilder::coalesce),
            Map.entry(CriteriaBuilder.In.class, builder -> builder.in(text(builder))),
            Map.entry(Expression.class, RefusedAtTheCallTest::text),
            Map.entry(ParameterExpression.class, builder -> builder.parameter(String.class)),
            Map.entry(Predicate.class, CriteriaBuilder::conjunction),
            Map.entry(Order.class, builder -> builder.asc(text(builder))),
            Map.entry(CompoundSelection.class, builder -> compound(builder, "a", "b")));

    private static Expression<String> text(CriteriaBuilder builder) {
        return builder.literal("x");
    }

    private static Subquery<String> subquery(CriteriaBuilder builder) {
        return builder.createQuery(String.class).subquery(String.class);
    }

    private static CompoundSelection<?> compound(CriteriaBuilder builder, String first, String second) {
        return builder.tuple(text(builder).alias(first), builder.literal("y").alias(second));
    }

    /** What is wrong with an argument. */
    private enum Flaw {
        NONE,
        NULL,
        NULL_ELEMENT,
        NO_ELEMENT,
        COMPOUND_ELEMENT,
        SAME_ALIAS;

        boolean concerns(Class<?> type) {
            return switch (this) {
                case NONE -> false;
                case NULL -> !type.isPrimitive();
                case NULL_ELEMENT, NO_ELEMENT -> type.isArray() || List.class.isAssignableFrom(type);
                case COMPOUND_ELEMENT, SAME_ALIAS -> type == Selection[].class || List.class.isAssignableFrom(type);
            };
        }

        List<@Nullable Object> elements(CriteriaBuilder builder) {
            return switch (this) {
                case NULL_ELEMENT -> Arrays.asList((Object) null);
                case COMPOUND_ELEMENT -> List.of(text(builder), compound(builder, "a", "b"));
                case SAME_ALIAS ->
                    List.of(text(builder).alias("a"), builder.literal("y").alias("a"));
                default -> List.of();
            };
        }
    }

    private record Call(Class<?> type, Method method, Flaw flaw, int position) {

        String outcome(CriteriaBuilder builder) {
            Object receiver = requireNonNull(RECEIVERS.get(type)).apply(builder);
            Type[] types = method.getGenericParameterTypes();
            @Nullable Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = flaw != Flaw.NONE && i == position ? flawed(builder) : argument(builder, types[i]);
            }
            try {
                method.invoke(receiver, arguments);
                return FINE;
            } catch (InvocationTargetException e) {
                return requireNonNull(e.getCause()).getClass().getSimpleName();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private @Nullable Object flawed(CriteriaBuilder builder) {
            if (flaw == Flaw.NULL) {
                return null;
            }
            List<@Nullable Object> elements = flaw.elements(builder);
            Class<?> type = method.getParameterTypes()[position];
            return type.isArray() ? array(type, elements) : new ArrayList<>(elements);
        }

        private static Object array(Class<?> type, List<@Nullable Object> elements) {
            Object array = Array.newInstance(type.getComponentType(), elements.size());
            for (int i = 0; i < elements.size(); i++) {
                Array.set(array, i, elements.get(i));
            }
            return array;
        }

        private @Nullable Object argument(CriteriaBuilder builder, Type type) {
            Class<?> raw = CriteriaTypes.raw(type);
            if (raw.isArray()) {
                Class<?> element = raw.getComponentType();
                return array(raw, List.of(requireNonNull(element == Object.class ? "x" : argument(builder, element))));
            }
            return switch (raw.getSimpleName()) {
                case "Class" -> method.getName().matches("createCriteria.*|from|treat") ? User.class : String.class;
                case "String" -> method.getName().equals("function") ? "upper" : "name";
                case "Expression", "Selection" -> expression(builder, type);
                case "Predicate" -> builder.conjunction();
                case "Order" -> builder.asc(text(builder));
                case "CriteriaQuery", "CriteriaSelect" ->
                    builder.createQuery(String.class).select(text(builder));
                case "Subquery" -> subquery(builder).select(text(builder));
                case "Root", "Path" -> builder.createQuery(User.class).from(User.class);
                case "List" -> List.of(element(builder, CriteriaTypes.element(type)));
                case "Collection" -> List.of("x");
                case "Map" -> Map.of("one", 1);
                case "TemporalField" -> CriteriaTypes.year();
                case "int", "Integer", "Number" -> 1;
                case "boolean" -> true;
                case "char", "Character" -> 'a';
                case "Object", "Comparable" -> "x";
                // Without an entity there is none.
                default -> raw.isEnum() ? raw.getEnumConstants()[0] : null;
            };
        }

        private Object element(CriteriaBuilder builder, Class<?> type) {
            return type == Order.class
                    ? builder.asc(text(builder))
                    : type == Predicate.class || method.getName().matches("and|or|where|having")
                            ? builder.conjunction()
                            : text(builder);
        }

        private Object expression(CriteriaBuilder builder, Type type) {
            Class<?> of = type instanceof ParameterizedType ? CriteriaTypes.element(type) : Object.class;
            return of == Boolean.class
                    ? builder.conjunction()
                    : method.getName().equals("extract")
                            ? builder.localDate()
                            : Number.class.isAssignableFrom(of) ? builder.literal(1) : text(builder);
        }

        @Override
        public String toString() {
            return type.getSimpleName() + ": " + method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .toList()
                    + (flaw == Flaw.NONE ? "" : " " + flaw + " " + position);
        }
    }

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (Class<?> type : RECEIVERS.keySet()) {
            methods(type).forEach(method -> {
                calls.add(new Call(type, method, Flaw.NONE, 0));
                for (int i = 0; i < method.getParameterCount(); i++) {
                    for (Flaw flaw : Flaw.values()) {
                        if (flaw.concerns(method.getParameterTypes()[i])) {
                            calls.add(new Call(type, method, flaw, i));
                        }
                    }
                }
            });
        }
        return calls;
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()));
    }

    /** What may be different: what the router refuses by itself, and what it cannot answer yet. */
    private static boolean isDocumented(Call call, String router) {
        String name = call.method().getName();
        return switch (router) {
            // BINDKEY-115: the standard's exception, where the provider fails by accident or takes null.
            case ILLEGAL -> name.matches("literal|parameter|from|createCriteria.*");
            // BINDKEY-131: what Hibernate 6 has selected before anything is.
            case "IllegalStateException" -> name.equals("getSelection");
            default -> false;
        };
    }

    @Test
    void asTheBuilderOfABindDoes() {
        CriteriaBuilder ofBind = builder(Bound.Literal.of(AUTH));
        CriteriaBuilder ofRouter = builder(Bound.Literal.ROUTER);
        List<String> differences = new ArrayList<>();
        int refused = 0;
        for (Call call : calls()) {
            String expected = call.outcome(ofBind);
            String outcome = call.outcome(ofRouter);
            refused += expected.equals(FINE) ? 0 : 1;
            if (!outcome.equals(expected) && !isDocumented(call, outcome)) {
                differences.add(call + ": " + outcome + " rather than " + expected);
            }
        }

        assertThat(differences).isEmpty();
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void whatTheStandardDoesNotTakeFromAnybody() {
        CriteriaBuilder builder = builder(Bound.Literal.ROUTER);
        Collection<Selection<?>> same =
                List.of(text(builder).alias("same"), builder.literal("y").alias("same"));
        Selection<?>[] selections = same.toArray(Selection<?>[]::new);
        Map<String, Runnable> calls = Map.of(
                "literal", () -> builder.literal(null),
                "parameter", () -> builder.parameter(null),
                "named parameter", () -> builder.parameter(null, "name"),
                "tuple in a tuple", () -> builder.tuple(compound(builder, "a", "b")),
                "tuple in an array", () -> builder.array(compound(builder, "a", "b")),
                "tuple in a result", () -> builder.construct(User.class, compound(builder, "a", "b")),
                "an alias twice", () -> builder.createTupleQuery().multiselect(selections),
                "an alias twice in a list", () -> builder.createTupleQuery().multiselect(List.of(selections)));

        assertThat(calls)
                .allSatisfy((name, call) ->
                        assertThat(thrownBy(call)).as(name).isExactlyInstanceOf(IllegalArgumentException.class));
    }

    private static @Nullable Throwable thrownBy(Runnable call) {
        try {
            call.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** As if the call had never been made. */
    @Test
    void leavesNothingBehind() {
        CriteriaBuilder builder = builder(Bound.Literal.ROUTER);
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        Selection<?> first = text(builder).alias("same");
        Selection<?> second = builder.literal("y").alias("same");
        assertThat(thrownBy(() -> query.multiselect(first, second))).isNotNull();
        query.multiselect(query.from(User.class).get("name"), builder.literal("!"));

        app.inTransaction(em -> em.persist(User.named("ada")));
        app.inRequest(() ->
                assertThat(app.router().createQuery(query).getResultList()).containsExactly(new Object[] {"ada", "!"}));
    }
}
