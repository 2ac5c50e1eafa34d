// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Uses the container's entity manager, as ever. */
@ApplicationScoped
public class Letters {

    @PersistenceContext(unitName = "legacy")
    private EntityManager legacy;

    @Transactional
    public void send(Letter letter) {
        legacy.persist(letter);
    }

    @Transactional
    public @Nullable Letter letter(long id) {
        return legacy.find(Letter.class, id);
    }
}
