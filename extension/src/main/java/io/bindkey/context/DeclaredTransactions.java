// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.context.RequestContext.Suspension;
import io.bindkey.message.TransactionalFailures;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Transactional} means where there is no transaction manager: the resource-local transaction of the request
 * context, or of the call where there is none, over all binds (Jakarta Transactions 2.0, section 3.7). Safe for use by several
 * threads.
 *
 * <p>A suspended transaction keeps its persistence contexts; those of what runs meanwhile end with it.
 *
 * @param contexts of the application
 */
public record DeclaredTransactions(ContainerManagedContexts contexts) {

    /**
     * {@return what a call gives}
     *
     * @param kind of transaction that it needs
     * @param declared the annotation that is in force for it, which is of that kind
     * @param call to the method
     * @throws jakarta.transaction.TransactionalException when it must have a transaction and there is none, or must not
     *     and there is one
     * @throws Exception what the call or the commit throws
     */
    public @Nullable Object call(TxType kind, Transactional declared, Callable<@Nullable Object> call)
            throws Exception {
        return contexts.inContext(() -> inContext(kind, declared, call));
    }

    private @Nullable Object inContext(TxType kind, Transactional declared, Callable<@Nullable Object> call)
            throws Exception {
        RequestContext request = contexts.request();
        boolean active = request.transaction().isActive();
        return switch (kind) {
            case REQUIRED -> active ? within(request, declared, call) : around(request, declared, call);
            case REQUIRES_NEW -> active ? aroundAnother(request, declared, call) : around(request, declared, call);
            case SUPPORTS -> within(request, declared, call);
            case NOT_SUPPORTED -> active ? withoutIt(request, call) : request.call(false, call);
            case MANDATORY -> {
                if (!active) {
                    throw TransactionalFailures.mandatory();
                }
                yield within(request, declared, call);
            }
            case NEVER -> {
                if (active) {
                    throw TransactionalFailures.never();
                }
                yield request.call(false, call);
            }
        };
    }

    /** In the transaction that somebody else will end, if there is one. */
    private static @Nullable Object within(
            RequestContext request, Transactional declared, Callable<@Nullable Object> call) throws Exception {
        LocalTransaction transaction = request.transaction();
        try {
            return request.call(true, call);
        } catch (Throwable failure) {
            if (transaction.isActive() && rollsBack(declared, failure)) {
                transaction.setRollbackOnly();
            }
            throw failure;
        }
    }

    private static @Nullable Object around(
            RequestContext request, Transactional declared, Callable<@Nullable Object> call) throws Exception {
        LocalTransaction transaction = request.transaction();
        transaction.begin();
        @Nullable Object result;
        try {
            result = request.call(true, call);
        } catch (Throwable failure) {
            endAfter(failure, transaction, rollsBack(declared, failure));
            throw failure;
        }
        end(transaction);
        return result;
    }

    private @Nullable Object aroundAnother(
            RequestContext request, Transactional declared, Callable<@Nullable Object> call) throws Exception {
        try (Suspension suspension = request.suspendFor(contexts.newRequest())) {
            return around(suspension.meanwhile(), declared, call);
        }
    }

    private @Nullable Object withoutIt(RequestContext request, Callable<@Nullable Object> call) throws Exception {
        try (Suspension suspension = request.suspendFor(contexts.newRequest())) {
            return suspension.meanwhile().call(false, call);
        }
    }

    /** As transaction managers have it, a transaction that the method has marked for rollback ends without an exception. */
    private static void end(LocalTransaction transaction) {
        if (transaction.getRollbackOnly()) {
            transaction.rollback();
        } else {
            transaction.commit();
        }
    }

    /** The failure is the more important one, unless it should not have rolled back. */
    private static void endAfter(Throwable failure, LocalTransaction transaction, boolean rollsBack) {
        try {
            if (rollsBack) {
                transaction.rollback();
            } else {
                end(transaction);
            }
        } catch (RuntimeException e) {
            if (!rollsBack) {
                e.addSuppressed(failure);
                throw e;
            }
            failure.addSuppressed(e);
        }
    }

    private static boolean rollsBack(Transactional declared, Throwable failure) {
        if (isOneOf(declared.dontRollbackOn(), failure)) {
            return false;
        }
        return failure instanceof RuntimeException
                || failure instanceof Error
                || isOneOf(declared.rollbackOn(), failure);
    }

    private static boolean isOneOf(Class<?>[] types, Throwable failure) {
        return Stream.of(types).anyMatch(type -> type.isInstance(failure));
    }
}
