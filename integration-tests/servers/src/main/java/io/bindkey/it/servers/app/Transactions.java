// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.ReadOnly;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Runs work in the server's transactions, by the annotation of Jakarta Transactions. */
@ApplicationScoped
public class Transactions {

    @Transactional
    public void required(Runnable work) {
        work.run();
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void requiresNew(Runnable work) {
        work.run();
    }

    /** A checked exception alone would commit. */
    @Transactional
    public void checked(Work work) throws Exception {
        work.run();
    }

    @Transactional(rollbackOn = Exception.class, dontRollbackOn = UnsupportedOperationException.class)
    public void withRules(Work work) throws Exception {
        work.run();
    }

    /** Nothing that the work calls may write. */
    @ReadOnly
    @Transactional
    public void readOnly(Runnable work) {
        work.run();
    }
}
