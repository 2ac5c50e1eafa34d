// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import io.bindkey.it.servers.library.Named;
import java.util.function.LongFunction;

/** A way to have an entity manager on a server. */
enum Way {
    CONTAINER("@PersistenceContext", PlainNote.class, id -> new PlainNote(id, "note " + id)),
    BIND("@Bound(\"shared\")", SharedNote.class, id -> new SharedNote(id, "note " + id)),
    ROUTER("@Bound", SharedNote.class, id -> new SharedNote(id, "note " + id)),
    POOL("@Bound, own pool", PooledNote.class, id -> new PooledNote(id, "note " + id));

    final String text;
    final Class<? extends Named> entity;
    private final LongFunction<Named> factory;

    Way(String text, Class<? extends Named> entity, LongFunction<Named> factory) {
        this.text = text;
        this.entity = entity;
        this.factory = factory;
    }

    Named note(long id) {
        return factory.apply(id);
    }
}
