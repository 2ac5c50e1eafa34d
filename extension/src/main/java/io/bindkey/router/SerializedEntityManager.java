// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManager;
import java.io.Serial;
import java.io.Serializable;

/** An injected entity manager on its way through serialization, as in a passivated session bean. */
record SerializedEntityManager(Bound.Literal qualifier) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    @Serial
    private Object readResolve() {
        return CDI.current().select(EntityManager.class, qualifier).get();
    }
}
