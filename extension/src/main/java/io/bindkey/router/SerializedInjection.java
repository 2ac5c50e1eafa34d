// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import jakarta.enterprise.inject.spi.CDI;
import java.io.Serial;
import java.io.Serializable;

/** What was injected, on its way through serialization, as in a passivated session bean. */
record SerializedInjection(Class<?> type, Bound.Literal qualifier) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Lets a proxy be serialized as the injection point that it came from. */
    interface Replaced extends Serializable {
        Object writeReplace();
    }

    @Serial
    private Object readResolve() {
        return CDI.current().select(type, qualifier).get();
    }
}
