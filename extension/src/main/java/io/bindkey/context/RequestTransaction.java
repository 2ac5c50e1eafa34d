// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.message.TransactionalFailures;
import jakarta.persistence.EntityTransaction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a request as the application gets it. What {@code @Transactional} begins and ends, the application
 * does not (Jakarta Transactions 2.0, section 3.7); it may mark it for rollback.
 */
final class RequestTransaction implements EntityTransaction {

    private final LocalTransaction transaction;
    private final BooleanSupplier declared;

    /**
     * Creates it.
     *
     * @param declared whether it belongs to {@code @Transactional} now
     */
    RequestTransaction(LocalTransaction transaction, BooleanSupplier declared) {
        this.transaction = transaction;
        this.declared = declared;
    }

    private LocalTransaction toDemarcate(String operation) {
        if (declared.getAsBoolean()) {
            throw TransactionalFailures.belongsToDeclaration(operation);
        }
        return transaction;
    }

    @Override
    public void begin() {
        toDemarcate("begin").begin();
    }

    @Override
    public void commit() {
        toDemarcate("commit").commit();
    }

    @Override
    public void rollback() {
        toDemarcate("rollback").rollback();
    }

    @Override
    public void setRollbackOnly() {
        transaction.setRollbackOnly();
    }

    @Override
    public boolean getRollbackOnly() {
        return transaction.getRollbackOnly();
    }

    @Override
    public boolean isActive() {
        return transaction.isActive();
    }

    @Override
    public void setTimeout(@Nullable Integer seconds) {
        transaction.setTimeout(seconds);
    }

    @Override
    public @Nullable Integer getTimeout() {
        return transaction.getTimeout();
    }
}
