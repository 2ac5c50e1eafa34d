// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.legacy;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Uses the container's entity manager as ever, and the router beside it. */
@ApplicationScoped
public class Post {

    @PersistenceContext(unitName = "legacy")
    private EntityManager legacy;

    @Inject
    @Bound
    private EntityManager router;

    @Transactional
    public void send(Letter letter) {
        legacy.persist(letter);
    }

    @Transactional
    public void sell(Stamp stamp) {
        router.persist(stamp);
    }

    @Transactional
    public @Nullable Letter letter(long id) {
        return legacy.find(Letter.class, id);
    }

    @Transactional
    public @Nullable Stamp stamp(long id) {
        return router.find(Stamp.class, id);
    }

    /** {@return what the router says when it is handed an entity of the other unit} */
    @Transactional
    public String routed(Letter letter) {
        try {
            router.persist(letter);
            return "persisted";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
