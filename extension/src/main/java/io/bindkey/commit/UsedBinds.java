// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binds that one JTA transaction has used, in key order; mostly one. The thread of the transaction adds them, while the
 * manager may go through them on another one.
 */
final class UsedBinds implements Iterable<UsedBind> {

    /** Another array when one comes. */
    private volatile UsedBind[] binds = {};

    @Nullable
    UsedBind find(Unit unit) {
        for (UsedBind bind : binds) {
            if (bind.unit() == unit) {
                return bind;
            }
        }
        return null;
    }

    /** {@return what there is of a bind, from now on} */
    UsedBind use(Unit unit) {
        UsedBind known = find(unit);
        return known == null ? add(unit) : known;
    }

    private UsedBind add(Unit unit) {
        UsedBind[] before = binds;
        UsedBind[] more = Arrays.copyOf(before, before.length + 1);
        int at = before.length;
        for (; at > 0 && before[at - 1].unit().compareTo(unit) > 0; at--) {
            more[at] = before[at - 1];
        }
        UsedBind added = new UsedBind(unit);
        more[at] = added;
        binds = more;
        return added;
    }

    /** {@return how many connections are kept} */
    int connections() {
        int connections = 0;
        for (UsedBind bind : binds) {
            if (bind.connection() != null) {
                connections++;
            }
        }
        return connections;
    }

    /** {@return the keys of those whose database has promised to commit, and could not be told to} */
    List<String> inDoubt() {
        List<String> keys = new ArrayList<>();
        for (UsedBind bind : binds) {
            XaBranch branch = bind.branch();
            if (branch != null && branch.isInDoubt()) {
                keys.add(bind.unit().key());
            }
        }
        return keys;
    }

    List<Unit> units() {
        return Arrays.stream(binds).map(UsedBind::unit).toList();
    }

    @Override
    public Iterator<UsedBind> iterator() {
        return Arrays.asList(binds).iterator();
    }
}
