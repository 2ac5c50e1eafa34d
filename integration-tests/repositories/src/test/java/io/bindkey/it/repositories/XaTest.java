// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import com.arjuna.ats.jta.UserTransaction;
import java.util.Map;

/** With Narayana, in two phases at commit. */
class XaTest extends DataContract {

    XaTest() {
        super(Map.of("binds-defaults.transaction", "xa"));
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
