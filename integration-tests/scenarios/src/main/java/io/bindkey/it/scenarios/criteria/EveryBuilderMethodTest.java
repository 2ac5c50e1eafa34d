// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import static io.bindkey.it.scenarios.Application.AUTH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.auth.Admin;
import io.bindkey.it.scenarios.model.auth.RoleUse;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.auth.library.Book;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.criteria.Subquery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method of a builder that the running version of the standard has, on a bind's own builder and on the
 * router's, with what either has made itself. What the one takes, the other takes; what the one refuses, the other refuses
 * in the same way.
 */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class EveryBuilderMethodTest {

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    static Stream<Method> methods() {
        return Arrays.stream(CriteriaBuilder.class.getMethods()).filter(method -> !method.isBridge());
    }

    private CriteriaBuilder builder(Bound.Literal qualifier) {
        return app.get(CriteriaBuilder.class, qualifier);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void takesAndRefusesWhatTheBuilderOfABindDoes(Method method) {
        String expected = outcome(method, builder(Bound.Literal.of(AUTH)));

        assertThat(outcome(method, builder(Bound.Literal.ROUTER)))
                .as(method.toString())
                .isEqualTo(expected);
    }

    /** Else the comparison would be one of failures. */
    @Test
    void mostAreTaken() {
        CriteriaBuilder builder = builder(Bound.Literal.of(AUTH));
        long taken = methods()
                .filter(method -> outcome(method, builder).equals("taken"))
                .count();
        assertThat(taken).isGreaterThan(methods().count() * 9 / 10);
    }

    private static String outcome(Method method, CriteriaBuilder builder) {
        try {
            Arguments arguments = new Arguments(builder, method);
            Object made = method.invoke(builder, arguments.all());
            if (made instanceof Expression<?> expression) {
                // What tells no bind is made good, or refused, where it meets a query that does.
                arguments.query.groupBy(expression);
            }
            return made == null ? "nothing" : "taken";
        } catch (RuntimeException e) {
            return e.getClass().getName();
        } catch (InvocationTargetException e) {
            return requireNonNull(e.getCause()).getClass().getName();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For one method, out of one builder: parts of a query about users. */
    private static final class Arguments {

        private final CriteriaBuilder builder;
        private final Method method;
        private final CriteriaQuery<String> query;
        private final Root<User> user;
        private final Subquery<Long> subquery;

        Arguments(CriteriaBuilder builder, Method method) {
            this.builder = builder;
            this.method = method;
            this.query = builder.createQuery(String.class);
            this.user = query.from(User.class);
            query.select(user.get("name"));
            this.subquery = query.subquery(Long.class);
            subquery.select(builder.count(subquery.from(User.class)));
        }

        @Nullable
        Object[] all() {
            return Arrays.stream(method.getGenericParameterTypes())
                    .map(this::argument)
                    .toArray();
        }

        private @Nullable Object argument(Type type) {
            Class<?> raw = CriteriaTypes.raw(type);
            if (raw.isArray()) {
                return raw == Predicate[].class
                        ? new Predicate[] {condition()}
                        : raw == Selection[].class ? selections() : new Expression<?>[] {name()};
            }
            return switch (raw.getSimpleName()) {
                case "Class" -> type();
                case "String" -> method.getName().equals("function") ? "upper" : "name";
                case "Expression", "Selection", "Path" -> expression(type);
                case "Predicate" -> condition();
                case "Order" -> builder.asc(name());
                case "Root" -> user;
                case "Subquery" -> subquery;
                case "CriteriaQuery", "CriteriaSelect" -> other();
                case "Join" -> user.join("roles");
                case "SetJoin" -> user.joinSet("roles");
                case "MapJoin" -> query.from(Book.class).joinMap("translations", JoinType.LEFT);
                // The model has none.
                case "ListJoin", "CollectionJoin" -> null;
                case "List" -> list(type);
                case "Collection" -> List.of();
                case "Map" -> Map.of("one", 1);
                case "TemporalField" -> CriteriaTypes.year();
                case "int", "Integer", "Number" -> 1;
                case "char", "Character" -> 'a';
                case "Object", "Comparable" -> "ada";
                default -> raw.getEnumConstants()[0];
            };
        }

        private Class<?> type() {
            return switch (method.getName()) {
                case "createCriteriaUpdate", "createCriteriaDelete" -> User.class;
                case "treat" -> Admin.class;
                case "construct" -> RoleUse.class;
                default -> String.class;
            };
        }

        private Selection<?>[] selections() {
            return method.getName().equals("construct")
                    ? new Selection<?>[] {name(), builder.count(user)}
                    : new Selection<?>[] {name(), user.get("version")};
        }

        private List<?> list(Type type) {
            Class<?> element = CriteriaTypes.element(type);
            return element == Predicate.class || method.getName().matches("and|or")
                    ? List.of(condition())
                    : element == Order.class ? List.of(builder.asc(name())) : List.of(name(), user.get("name"));
        }

        private CriteriaQuery<String> other() {
            CriteriaQuery<String> other = builder.createQuery(String.class);
            other.select(other.from(User.class).get("name"));
            return other;
        }

        private Expression<String> name() {
            return user.get("name");
        }

        private Predicate condition() {
            return builder.isNotNull(name());
        }

        private Expression<?> expression(Type type) {
            Class<?> of = type instanceof ParameterizedType ? CriteriaTypes.element(type) : Object.class;
            if (method.getName().equals("extract")) {
                return builder.localDate();
            }
            if (Collection.class.isAssignableFrom(of)) {
                return user.get("roles");
            }
            if (of == Boolean.class) {
                return condition();
            }
            return Number.class.isAssignableFrom(of) ? user.get("version") : name();
        }
    }
}
