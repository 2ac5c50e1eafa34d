// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.TransactionOutcome;
import io.bindkey.commit.CompletionListener;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.util.function.Supplier;

/**
 * Lets binds with replicas know of each commit, before whoever has committed goes on: who reads after that sees it.
 *
 * @param next hears of the same
 * @param withReplicas whether any bind has some
 * @param units asked when a transaction ends
 */
record CompletionOfReplicas(CompletionListener next, boolean withReplicas, Supplier<Units> units)
        implements CompletionListener {

    @Override
    public boolean isSilent() {
        return !withReplicas && next.isSilent();
    }

    @Override
    public void before(String key) {
        next.before(key);
    }

    @Override
    public void after(String key, TransactionOutcome outcome) {
        if (withReplicas && outcome != TransactionOutcome.ROLLED_BACK) {
            units.get()
                    .find(key)
                    .filter(CompletionOfReplicas::isActive)
                    .map(ReadingUnit::new)
                    .ifPresent(ReadingUnit::committed);
        }
        next.after(key, outcome);
    }

    private static boolean isActive(Unit unit) {
        return unit.settings().active();
    }
}
