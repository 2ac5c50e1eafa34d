// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.enterprise.context.control.RequestContextController;
import java.util.Map;

/** With one resource-local transaction over all binds. */
class ResourceLocalTest extends DataContract {

    ResourceLocalTest() {
        super(Map.of(
                "binds-defaults.transaction", "resource-local", "binds-settings.transactions.across", "best-effort"));
    }

    /** Without a transaction manager a persistence context needs a request. */
    private final RequestContextController request = shop().get(RequestContextController.class);

    @Override
    void begin() {
        request.activate();
        shop().router().getTransaction().begin();
    }

    @Override
    void commit() {
        shop().router().getTransaction().commit();
        request.deactivate();
    }

    @Override
    void rollback() {
        shop().router().getTransaction().rollback();
        request.deactivate();
    }
}
