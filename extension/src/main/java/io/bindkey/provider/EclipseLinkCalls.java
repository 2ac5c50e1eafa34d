// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.internal.expressions.ExpressionIterator;
import org.eclipse.persistence.internal.queries.ReportItem;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.queries.ReadAllQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Lets a query that calls a function run inside the transaction. Without a transaction manager EclipseLink begins that in the
 * database with the first change, and reads before it in auto-commit mode: what the function has written would outlive a
 * rollback. Native SQL it treats so by itself.
 *
 * <p>Other queries go on as EclipseLink has them, for inside of a transaction it puts nothing into its cache that it reads.
 *
 * <p>Touched only where the application sees EclipseLink.
 */
final class EclipseLinkCalls extends SessionEventAdapter {

    private static final Pattern CALL = Pattern.compile("(?i)\\b(function|func|operator|sql)\\s*\\(");

    private final Supplier<Optional<EntityManager>> current;

    private EclipseLinkCalls(Supplier<Optional<EntityManager>> current) {
        this.current = current;
    }

    /**
     * Watches the queries of a unit.
     *
     * @param current finds the entity manager that has a transaction of the calling thread
     */
    static void watch(EntityManagerFactory factory, Supplier<Optional<EntityManager>> current) {
        factory.unwrap(Session.class).getEventManager().addListener(new EclipseLinkCalls(current));
    }

    @Override
    public void preExecuteQuery(SessionEvent event) {
        if (event.getSession() instanceof UnitOfWorkImpl work
                && event.getQuery() instanceof ReadAllQuery query
                && !work.isInTransaction()
                && calls(query)
                && current.get()
                        .filter(entityManager -> entityManager.unwrap(UnitOfWork.class) == work)
                        .isPresent()) {
            work.beginEarlyTransaction();
        }
    }

    private static boolean calls(ReadAllQuery query) {
        String text = query.getJPQLString();
        return text != null
                ? CALL.matcher(text).find()
                : expressions(query).filter(Objects::nonNull).anyMatch(EclipseLinkCalls::calls);
    }

    /** {@return the parts of a criteria query} */
    private static Stream<@Nullable Expression> expressions(ReadAllQuery query) {
        Stream<@Nullable Expression> parts =
                Stream.concat(Stream.of(query.getSelectionCriteria()), query.getOrderByExpressions().stream());
        if (query instanceof ReportQuery report) {
            Stream<@Nullable Expression> items = report.getItems().stream().map(ReportItem::getAttributeExpression);
            parts = Stream.concat(Stream.concat(parts, items), report.getGroupByExpressions().stream());
            parts = Stream.concat(parts, Stream.of(report.getHavingExpression()));
        }
        return parts;
    }

    private static boolean calls(Expression expression) {
        AtomicBoolean found = new AtomicBoolean();
        new ExpressionIterator<Object>() {
            @Override
            public void iterate(Expression part) {
                // Those of the standard have a number.
                if (part.isFunctionExpression() && part.getOperator().getSelector() == 0) {
                    found.set(true);
                }
            }

            @Override
            public boolean shouldIterateOverSubSelects() {
                return true;
            }
        }.iterateOn(expression);
        return found.get();
    }
}
