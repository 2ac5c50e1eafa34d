// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import com.arjuna.ats.jta.recovery.SerializableXAResourceDeserializer;
import com.arjuna.ats.jta.recovery.XAResourceOrphanFilter;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Finds the database that Narayana's log names. Otherwise Narayana would look through all that the databases have in
 * doubt, and warn of each branch that it does not find there, though it is only done already.
 *
 * <p>Safe for use by several threads.
 */
final class NarayanaLog implements SerializableXAResourceDeserializer, XAResourceOrphanFilter {

    private final Map<String, RecoveryResource> databases = new ConcurrentHashMap<>();

    void add(String name, RecoveryResource database) {
        databases.put(name, database);
    }

    void remove(String name) {
        databases.remove(name);
    }

    void clear() {
        databases.clear();
    }

    /** {@return whether some database does not know yet how a branch has ended} */
    boolean hasUntold() {
        return databases.values().stream()
                .anyMatch(database -> !database.untold().isEmpty());
    }

    @Override
    public boolean canDeserialze(String className) {
        return className.equals(LoggedResource.class.getName());
    }

    /** {@return the database, null when its bind is not open: then Narayana looks for it, and tries again later} */
    @Override
    public @Nullable XAResource deserialze(ObjectInputStream in) throws IOException, ClassNotFoundException {
        String name = (String) in.readObject();
        RecoveryResource database = databases.get(name);
        return database == null ? null : new NarayanaResource(name, database);
    }

    /** What a scan has listed and the log has committed since then is no orphan, though the log has it no more. */
    @Override
    public Vote checkXid(Xid xid) {
        return databases.values().stream().anyMatch(database -> database.hasCommitted(xid))
                ? Vote.LEAVE_ALONE
                : Vote.ABSTAIN;
    }
}
