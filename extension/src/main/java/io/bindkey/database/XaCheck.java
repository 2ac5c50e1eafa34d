// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.KnownDatabase;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionProblems;
import io.bindkey.message.UnitProblem;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Tries out the database of an XA pool. */
final class XaCheck {

    private static final int EVERYTHING = XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN;

    private final BindSettings bind;
    private final boolean recovers;

    /** @param recovers whether the database will be asked for transactions in doubt */
    XaCheck(BindSettings bind, boolean recovers) {
        this.bind = bind;
        this.recovers = recovers;
    }

    /**
     * Prepares an empty transaction, and rolls it back: better at deployment than at the first commit.
     *
     * @param connections to the database
     * @throws SQLException when the database cannot be reached
     * @throws UnitProblem when it cannot prepare, or does not tell what is in doubt
     */
    void check(RecoveryConnections connections) throws SQLException {
        XAConnection connection = connections.getRecoveryConnection();
        try {
            XAResource database = connection.getXAResource();
            if (recovers) {
                checkRecover(database);
            }
            checkPrepare(database);
        } finally {
            connection.close();
        }
    }

    private void checkRecover(XAResource database) {
        try {
            for (Xid inDoubt : database.recover(EVERYTHING)) {
                if (inDoubt.getFormatId() == Trial.FORMAT) {
                    // Of a process that was killed in the middle of its check.
                    rollback(database, inDoubt);
                }
            }
        } catch (XAException e) {
            throw new UnitProblem(TransactionProblems.cannotRecover(bind.key(), place(), reason(e)), safe(e));
        }
    }

    private void checkPrepare(XAResource database) {
        Trial trial = new Trial();
        try {
            database.start(trial, XAResource.TMNOFLAGS);
            database.end(trial, XAResource.TMSUCCESS);
            if (database.prepare(trial) != XAResource.XA_RDONLY) {
                rollback(database, trial);
            }
        } catch (XAException e) {
            boolean postgres = bind.database() instanceof DatabaseSettings.Url url
                    && KnownDatabase.of(url.url()).equals(Optional.of(KnownDatabase.POSTGRESQL));
            String cure = postgres
                    ? "Set max_prepared_transactions in postgresql.conf to at least the pool.max-size of the binds there"
                            + ", and restart it."
                    : "Leave " + Problems.prefix(bind.key()) + ".transaction = xa out, or use another database.";
            throw new UnitProblem(TransactionProblems.cannotPrepare(bind.key(), place(), reason(e), cure), safe(e));
        }
    }

    private static void rollback(XAResource database, Xid xid) throws XAException {
        try {
            database.rollback(xid);
        } catch (XAException e) {
            // Somebody else, who starts at the same time, has tidied up.
            if (e.errorCode != XAException.XAER_NOTA) {
                throw e;
            }
        }
    }

    private String place() {
        return bind.database().describe();
    }

    private String reason(XAException failure) {
        return Secrets.reason(failure, bind.passwords()).replaceFirst("\\.$", "");
    }

    private Throwable safe(XAException failure) {
        return Secrets.safe(failure, bind.passwords());
    }

    /** The name of an empty transaction that never commits. */
    private static final class Trial implements Xid {

        /** BKEY. */
        static final int FORMAT = 0x424B4559;

        private final UUID id = UUID.randomUUID();

        @Override
        public int getFormatId() {
            return FORMAT;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
