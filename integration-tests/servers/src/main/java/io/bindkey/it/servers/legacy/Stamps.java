// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.legacy;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Uses the router. */
@ApplicationScoped
public class Stamps {

    @Inject
    @Bound
    private EntityManager router;

    @Transactional
    public void sell(Stamp stamp) {
        router.persist(stamp);
    }

    @Transactional
    public @Nullable Stamp stamp(long id) {
        return router.find(Stamp.class, id);
    }

    /** {@return what the router says when it is handed what belongs to another unit} It would mark a transaction. */
    public String persistAstray(Object stranger) {
        try {
            router.persist(stranger);
            return "persisted";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
