// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import com.arjuna.ats.jta.UserTransaction;
import java.util.Map;

/** With Narayana, one bind after another at commit. */
class JtaTest extends DataContract {

    JtaTest() {
        super(Map.of("binds-defaults.transaction", "jta", "binds-settings.transactions.across", "best-effort"));
    }

    @Override
    void begin() throws Exception {
        UserTransaction.userTransaction().begin();
    }

    @Override
    void commit() throws Exception {
        UserTransaction.userTransaction().commit();
    }

    @Override
    void rollback() throws Exception {
        UserTransaction.userTransaction().rollback();
    }
}
