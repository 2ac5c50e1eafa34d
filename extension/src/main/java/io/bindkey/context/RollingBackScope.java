// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.RollingBack;
import io.bindkey.commit.InOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Ends what was begun with it, once. Used by one thread. */
final class RollingBackScope implements RollingBack {

    private final List<Runnable> ends;
    private boolean closed;

    private RollingBackScope(List<Runnable> ends) {
        this.ends = ends;
    }

    /** Begins one after another, each of which gives what ends it; when one fails, those before it end. */
    static RollingBackScope begin(List<Supplier<Runnable>> beginnings) {
        List<Runnable> ends = new ArrayList<>(beginnings.size());
        try {
            beginnings.forEach(beginning -> ends.add(beginning.get()));
        } catch (RuntimeException e) {
            ends.forEach(Runnable::run);
            throw e;
        }
        return new RollingBackScope(ends);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            InOrder.forEach(ends, Runnable::run);
        }
    }
}
