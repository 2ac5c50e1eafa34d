// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.bindkey.Bound;
import io.bindkey.ReadOnly;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An application's bean whose methods only read, in transactions and without. */
@ApplicationScoped
@ReadOnly
public class Readers {

    @Inject
    @Bound
    EntityManager em;

    public <T extends @Nullable Object> T read(Function<EntityManager, T> work) {
        return work.apply(em);
    }

    @Transactional
    public <T extends @Nullable Object> T readInTransaction(Function<EntityManager, T> work) {
        return work.apply(em);
    }

    @Transactional(TxType.REQUIRES_NEW)
    public <T extends @Nullable Object> T readSeparately(Function<EntityManager, T> work) {
        return work.apply(em);
    }
}
