// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.transaction.xa.Xid;

/**
 * Branches of this process whose database could not be told how they end. A manager's recovery would find those that are
 * rolled back as well, but takes them for somebody's work under way until they are old enough.
 *
 * <p>Safe for use by several threads.
 */
final class UntoldBranches {

    /** A prepare whose answer was lost may still be at work, so one scan without it does not say that it has failed. */
    private static final int SCANS = 2;

    /** How often they were missed, by name. */
    private final Map<String, Integer> rolledBack = new ConcurrentHashMap<>();

    private final Set<String> committed = ConcurrentHashMap.newKeySet();

    /** {@return what tells a branch from others, for drivers do not compare well} */
    static String nameOf(Xid xid) {
        HexFormat hex = HexFormat.of();
        return xid.getFormatId() + ":" + hex.formatHex(xid.getGlobalTransactionId()) + ":"
                + hex.formatHex(xid.getBranchQualifier());
    }

    void add(Xid xid, boolean commit) {
        if (commit) {
            committed.add(nameOf(xid));
        } else {
            rolledBack.put(nameOf(xid), 0);
        }
    }

    boolean isToBeRolledBack(Xid xid) {
        return rolledBack.containsKey(nameOf(xid));
    }

    void told(Xid xid) {
        rolledBack.remove(nameOf(xid));
        committed.remove(nameOf(xid));
    }

    /** Forgets those that the database does not have: it has rolled them back by itself. */
    void seen(Xid[] listed) {
        Set<String> names = Arrays.stream(listed).map(UntoldBranches::nameOf).collect(Collectors.toSet());
        rolledBack.replaceAll((name, missed) -> names.contains(name) ? 0 : missed + 1);
        rolledBack.values().removeIf(missed -> missed >= SCANS);
    }

    boolean isEmpty() {
        return rolledBack.isEmpty() && committed.isEmpty();
    }
}
