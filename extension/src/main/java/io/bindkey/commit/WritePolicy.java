// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.config.AcrossBinds;
import io.bindkey.message.TransactionFailures;
import io.bindkey.telemetry.Refusal;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The binds that one transaction has written to. */
    static final class Writers {

        /** In key order; mostly one. */
        private final List<Unit> written = new ArrayList<>(1);

        boolean contains(Unit unit) {
            for (Unit writer : written) {
                if (writer == unit) {
                    return true;
                }
            }
            return false;
        }

        /** {@return the first in key order} */
        Optional<Unit> first() {
            return written.isEmpty() ? Optional.empty() : Optional.of(written.get(0));
        }

        private void add(Unit unit) {
            int at = 0;
            while (at < written.size() && written.get(at).compareTo(unit) < 0) {
                at++;
            }
            written.add(at, unit);
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
            Unit first = writers.written.get(0);
            telemetry.of(unit.key()).refused(Refusal.WRITE);
            throw TransactionFailures.crossBindWrite(first.key(), unit.key(), xa);
        }
        writers.add(unit);
    }
}
