// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.testing.Fault.AtCommit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets things go wrong on the watched connections. */
final class WatchedFaults implements Faults {

    private final WatchedBinds binds;
    private final Map<String, TestReplica> replicas;
    private final BooleanSupplier commits;

    /**
     * @param replicas by the keys of their binds
     * @param commits whether the current test commits
     */
    WatchedFaults(WatchedBinds binds, Map<String, TestReplica> replicas, BooleanSupplier commits) {
        this.binds = binds;
        this.replicas = replicas;
        this.commits = commits;
    }

    @Override
    public OfBind of(String key) {
        return new Wrong(key, binds.watch(key).fault(), Optional.ofNullable(replicas.get(key)), commits);
    }

    @Override
    public void none() {
        binds.watches().forEach(watch -> watch.fault().clear());
        replicas.values().forEach(replica -> replica.server().goOn());
    }

    private record Wrong(String key, Fault fault, Optional<TestReplica> replica, BooleanSupplier commits)
            implements OfBind {

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

        @Override
        public void replicaStandsStill() {
            PostgresStandby server = present().server();
            requireCommits("replicaStandsStill()");
            server.standStill();
        }

        @Override
        public void replicaGoesOn() {
            PostgresStandby server = present().server();
            server.goOn();
            server.catchUp();
        }

        private void atCommit(AtCommit next, String name) {
            requireCommits(name);
            fault.atCommit(next);
        }

        private void requireCommits(String name) {
            if (!commits.getAsBoolean()) {
                throw TestFailures.nothingCommits(name);
            }
        }

        private TestReplica present() {
            return replica.orElseThrow(() -> TestFailures.withoutReplica(key));
        }
    }
}
