// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is refused outside a transaction: what changes the database, or means the transaction itself (Jakarta Persistence,
 * section 3.2). The one rule for the router, and for the entity managers and sessions of single binds.
 */
public enum NeedsTransaction {
    PERSIST("persist"),
    MERGE("merge"),
    REMOVE("remove"),
    REFRESH("refresh"),
    FLUSH("flush"),
    JOIN("joinTransaction");

    /** With their kin among the methods of Hibernate's own session. */
    private static final Set<String> OF_ENTITY_MANAGERS = Stream.concat(
                    Stream.of(values()).map(NeedsTransaction::method),
                    Stream.of("save", "saveOrUpdate", "update", "delete", "replicate"))
            .collect(Collectors.toUnmodifiableSet());

    /** What a stateless session writes with, apart from queries, which Hibernate checks itself. */
    private static final Set<String> OF_STATELESS_SESSIONS = Set.of(
            "insert",
            "insertMultiple",
            "update",
            "updateMultiple",
            "delete",
            "deleteMultiple",
            "upsert",
            "upsertMultiple");

    private final String method;

    NeedsTransaction(String method) {
        this.method = method;
    }

    /** {@return the name of the method} */
    public String method() {
        return method;
    }

    /** {@return whether that method of an entity manager, or of Hibernate's session, is one} */
    public static boolean ofEntityManager(String method) {
        return OF_ENTITY_MANAGERS.contains(method);
    }

    /** {@return whether that method of Hibernate's stateless session is one} */
    public static boolean ofStatelessSession(String method) {
        return OF_STATELESS_SESSIONS.contains(method);
    }
}
