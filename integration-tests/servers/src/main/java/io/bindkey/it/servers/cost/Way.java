// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import io.bindkey.it.servers.library.Named;

/** A way to have an entity manager on a server. */
enum Way {
    CONTAINER("@PersistenceContext", PlainNote.class),
    BIND("@Bound(\"shared\")", SharedNote.class),
    ROUTER("@Bound", SharedNote.class),
    POOL("@Bound, own pool", PooledNote.class);

    final String text;
    final Class<? extends Named> entity;

    Way(String text, Class<? extends Named> entity) {
        this.text = text;
        this.entity = entity;
    }

    Named note(long id) {
        return switch (this) {
            case CONTAINER -> new PlainNote(id, "note " + id);
            case BIND, ROUTER -> new SharedNote(id, "note " + id);
            case POOL -> new PooledNote(id, "note " + id);
        };
    }
}
