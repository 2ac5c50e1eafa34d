// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.effects;

import io.bindkey.Binds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.Transactional;
import java.util.List;

/** Runs native SQL in transactions of the server, and in those of a bind that does without. */
@RequestScoped
public class Statements {

    @Inject
    Binds binds;

    /** {@return what the statement gives, in a transaction of its own} */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<?> query(String key, String sql) {
        return list(key, sql);
    }

    /** Runs statements, each a key and its text, in one transaction. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void inOne(boolean commit, String[]... statements) {
        for (String[] statement : statements) {
            run(statement[0], statement[1]);
        }
        if (!commit) {
            throw new UnsupportedOperationException("we have changed our mind");
        }
    }

    /** The same in the transaction of resource-local binds. */
    public void inLocal(boolean commit, String[]... statements) {
        EntityTransaction transaction =
                binds.get(statements[0][0]).entityManager().getTransaction();
        transaction.begin();
        try {
            for (String[] statement : statements) {
                run(statement[0], statement[1]);
            }
            if (commit) {
                transaction.commit();
            }
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    private void run(String key, String sql) {
        if (sql.startsWith("select")) {
            list(key, sql);
        } else {
            entityManager(key).createNativeQuery(sql).executeUpdate();
        }
    }

    private List<?> list(String key, String sql) {
        return entityManager(key).createNativeQuery(sql).getResultList();
    }

    private EntityManager entityManager(String key) {
        return binds.get(key).entityManager();
    }
}
