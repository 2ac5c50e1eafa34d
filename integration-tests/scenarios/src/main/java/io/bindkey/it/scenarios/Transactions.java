// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Consumer;

/** An application's bean, with the router injected and JTA transactions around its methods. */
@ApplicationScoped
public class Transactions {

    @Inject
    @Bound
    EntityManager em;

    @Transactional
    public void run(Consumer<EntityManager> work) {
        work.accept(em);
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void runSeparately(Consumer<EntityManager> work) {
        work.accept(em);
    }
}
