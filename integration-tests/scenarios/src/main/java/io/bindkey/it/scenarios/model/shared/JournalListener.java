// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.shared;

import jakarta.inject.Inject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/** Listens to entities of two binds. */
public class JournalListener {

    @Inject
    Journal journal;

    @PostPersist
    void persisted(Object entity) {
        journal.add("persisted " + entity);
    }

    @PostUpdate
    void updated(Object entity) {
        journal.add("updated " + entity);
    }

    @PostRemove
    void removed(Object entity) {
        journal.add("removed " + entity);
    }
}
