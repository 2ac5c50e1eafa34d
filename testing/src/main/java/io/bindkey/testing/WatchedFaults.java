// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.testing.Fault.AtCommit;
import java.util.function.BooleanSupplier;

/** Lets things go wrong on the watched connections. */
final class WatchedFaults implements Faults {

    private final WatchedBinds binds;
    private final BooleanSupplier commits;

    /** @param commits whether the current test commits */
    WatchedFaults(WatchedBinds binds, BooleanSupplier commits) {
        this.binds = binds;
        this.commits = commits;
    }

    @Override
    public OfBind of(String key) {
        return new Wrong(binds.watch(key).fault(), commits);
    }

    @Override
    public void none() {
        binds.watches().forEach(watch -> watch.fault().clear());
    }

    private record Wrong(Fault fault, BooleanSupplier commits) implements OfBind {

        @Override
        public void down() {
            fault.down();
        }

        @Override
        public void up() {
            fault.up();
        }

        @Override
        public void readOnly() {
            fault.readOnly();
        }

        @Override
        public void loseConnectionAtCommit() {
            atCommit(AtCommit.LOST_BEFORE, "loseConnectionAtCommit()");
        }

        @Override
        public void loseAnswerOfCommit() {
            atCommit(AtCommit.LOST_AFTER, "loseAnswerOfCommit()");
        }

        @Override
        public void refuseCommit() {
            atCommit(AtCommit.REFUSED, "refuseCommit()");
        }

        private void atCommit(AtCommit next, String name) {
            if (!commits.getAsBoolean()) {
                throw TestFailures.nothingCommits(name);
            }
            fault.atCommit(next);
        }
    }
}
