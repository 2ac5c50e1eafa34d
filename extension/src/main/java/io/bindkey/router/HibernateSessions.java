// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.context.NeedsTransaction;
import io.bindkey.context.Surroundings;
import io.bindkey.managers.Companion;
import io.bindkey.message.Failures;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityTransaction;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The container-managed sessions of one bind, of Hibernate's own kinds: each call goes to the session of the current
 * context. Touched only where Hibernate is.
 *
 * <p>Proxies, so that they have every method of the running version.
 */
final class HibernateSessions {

    private final Unit unit;
    private final ContainerManagedContexts contexts;

    private HibernateSessions(Unit unit, ContainerManagedContexts contexts) {
        this.unit = unit;
        this.contexts = contexts;
    }

    /**
     * {@return a session of that bind}
     *
     * @param type either {@code Session} or {@code StatelessSession}
     */
    static Object of(Unit unit, ContainerManagedContexts contexts, Class<?> type) {
        if (unit.settings().active() && !unit.provider().hasSessions()) {
            throw Failures.noHibernate(type, unit.key());
        }
        HibernateSessions sessions = new HibernateSessions(unit, contexts);
        return type == Session.class
                ? proxy(Session.class, sessions.stateful(new HibernateSession(unit, contexts)))
                : proxy(StatelessSession.class, sessions::stateless);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                HibernateSessions.class.getClassLoader(),
                new Class<?>[] {type, SerializedInjection.Replaced.class},
                handler));
    }

    private InvocationHandler stateful(HibernateSession session) {
        return (proxy, method, arguments) ->
                ofBoth(method.getName()) ? both(proxy, method, arguments) : session.invoke(proxy, method, arguments);
    }

    private @Nullable Object stateless(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "close" -> throw contexts.refused(unit, Failures.closeOfContainerManaged("stateless session"));
            case "isOpen" -> !unit.isClosed();
            case "writeReplace" -> new SerializedInjection(StatelessSession.class, Bound.Literal.of(unit.key()));
            case "toString" -> "StatelessSession of bind '" + unit.key() + "'";
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> {
                if (ofBoth(method.getName())) {
                    yield both(proxy, method, arguments);
                }
                if (NeedsTransaction.ofStatelessSession(method.getName())) {
                    contexts.requiringTransaction(unit, method.getName());
                }
                yield HibernateSession.call(current(), method, arguments);
            }
        };
    }

    private StatelessSession current() {
        return contexts.companion(unit, this::open).session();
    }

    private Stateless open(Surroundings surroundings) {
        SessionFactory factory = unit.factory().unwrap(SessionFactory.class);
        if (surroundings.entityManager() == null) {
            return new Stateless(factory.openStatelessSession());
        }
        // One transaction of the database for both: on the connection that the entity manager has taken for it.
        Connection shared =
                surroundings.entityManager().unwrap(Session.class).doReturningWork(connection -> connection);
        StatelessSession session = factory.openStatelessSession(shared);
        if (surroundings.begins()) {
            session.beginTransaction();
        }
        return new Stateless(session);
    }

    /** A stateless session that lives as long as its context or transaction. */
    private record Stateless(StatelessSession session) implements Companion {

        @Override
        public void beforeCommit() {
            ((SharedSessionContractImplementor) session).getJdbcCoordinator().executeBatch();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static boolean ofBoth(String method) {
        return switch (method) {
            case "getTransaction", "beginTransaction", "inTransaction", "fromTransaction" -> true;
            case "getFactory", "getSessionFactory" -> true;
            default -> false;
        };
    }

    private @Nullable Object both(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "getTransaction" -> transaction();
            case "beginTransaction" -> begun();
            // They begin a transaction by the two above.
            case "inTransaction", "fromTransaction" -> InvocationHandler.invokeDefault(proxy, method, arguments);
            default -> unit.factory().unwrap(SessionFactory.class);
        };
    }

    private Transaction begun() {
        Transaction transaction = transaction();
        transaction.begin();
        return transaction;
    }

    /** The transaction over all binds, in Hibernate's own words. */
    private Transaction transaction() {
        if (unit.transaction().usesTransactionManager()) {
            throw contexts.refused(unit, Failures.transactionUnderJta());
        }
        EntityTransaction transaction = contexts.localTransaction();
        return (Transaction) Proxy.newProxyInstance(
                HibernateSessions.class.getClassLoader(),
                new Class<?>[] {Transaction.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "hashCode" -> transaction.hashCode();
                    case "begin", "commit", "rollback", "setRollbackOnly", "getRollbackOnly", "isActive" ->
                        HibernateSession.call(
                                transaction, EntityTransaction.class.getMethod(method.getName()), arguments);
                    case "markRollbackOnly" ->
                        HibernateSession.call(
                                transaction, EntityTransaction.class.getMethod("setRollbackOnly"), arguments);
                    // Its status, synchronizations and timeout are those of this bind.
                    default ->
                        HibernateSession.call(
                                contexts.current(unit).unwrap(Session.class).getTransaction(), method, arguments);
                });
    }
}
