// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.RollingBack;
import io.bindkey.commit.InOrder;
import java.util.List;

/** Ends what was begun with it, once. Used by one thread. */
final class RollingBackScope implements RollingBack {

    private final List<Runnable> ends;
    private boolean closed;

    RollingBackScope(List<Runnable> ends) {
        this.ends = ends;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            InOrder.forEach(ends, Runnable::run);
        }
    }
}
