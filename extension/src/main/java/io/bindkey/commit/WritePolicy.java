// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.config.AcrossBinds;
import io.bindkey.message.TransactionFailures;
import io.bindkey.telemetry.Refusal;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.unit.Unit;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Decides whether one transaction may write to several binds that cannot be committed as one. Immutable. */
public final class WritePolicy {

    private final AcrossBinds across;
    private final boolean xa;
    private final Telemetry telemetry;

    /**
     * Creates it.
     *
     * @param across what the user has decided
     * @param xa whether there is a transaction manager, so that two-phase commit is a way out
     * @param telemetry hears of refusals
     */
    public WritePolicy(AcrossBinds across, boolean xa, Telemetry telemetry) {
        this.across = across;
        this.xa = xa;
        this.telemetry = telemetry;
    }

    /** The binds that one transaction has written to, in key order. */
    static final class Writers {

        private NavigableSet<Unit> written = Collections.emptyNavigableSet();

        boolean contains(Unit unit) {
            return written.contains(unit);
        }

        /** {@return the first in key order} */
        Optional<Unit> first() {
            return written.stream().findFirst();
        }

        private void add(Unit unit) {
            if (written.isEmpty()) {
                written = new TreeSet<>();
            }
            written.add(unit);
        }

        int size() {
            return written.size();
        }
    }

    /**
     * Called before a bind's write reaches its database.
     *
     * @param willRollBack asked before a refusal: what is rolled back in any case cannot be committed in part
     * @throws io.bindkey.CrossBindWriteException when another bind was written to and the policy forbids a second
     */
    void beforeWrite(Writers writers, Unit unit, BooleanSupplier willRollBack) {
        if (writers.contains(unit)) {
            return;
        }
        if (across == AcrossBinds.FAIL && !writers.written.isEmpty() && !willRollBack.getAsBoolean()) {
            Unit first = writers.written.first();
            telemetry.of(unit.key()).refused(Refusal.WRITE);
            throw TransactionFailures.crossBindWrite(first.key(), unit.key(), xa);
        }
        writers.add(unit);
    }
}
