// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.RecoverySettings;
import io.bindkey.message.TransactionProblems;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * What becomes of transactions that a crash, or a lost connection, left in doubt in the databases of XA binds.
 *
 * <p>Safe for use by several threads.
 */
public interface Recovery {

    /** There is nothing to recover, or it shall not be done. */
    Recovery NONE = new Recovery() {};

    /** But for WildFly, servers let nobody add a database to their recovery other than by a data source of theirs. */
    Recovery UNKNOWN_TO_SERVER = new Recovery() {
        @Override
        public void start() {
            System.getLogger("io.bindkey")
                    .log(
                            Level.WARNING,
                            "This server's recovery does not know the databases of xa binds with a url: what a crash leaves in"
                                    + " doubt there stays so until somebody ends it. Use its own data sources, which it knows, or"
                                    + " accept it: " + RecoverySettings.SWITCH + " = false");
        }
    };

    /**
     * {@return the recovery of the transaction manager in use}
     *
     * @param services the transaction manager, where there is one
     * @param settings what the user wants
     * @param wanted whether there are XA pools of ours
     * @param problems receives what is wrong with the settings
     */
    static Recovery of(
            Optional<TransactionServices> services, RecoverySettings settings, boolean wanted, List<Problem> problems) {
        if (services.isPresent() && services.get().onClassPath()) {
            boolean asked =
                    settings.objectStore().isPresent() || settings.nodeName().isPresent();
            return wanted || asked ? NarayanaRecovery.prepare(settings, problems) : NarayanaTransactions.alone();
        }
        Optional<Recovery> server = services.flatMap(found -> WildFlyRecovery.of(found.manager()));
        boolean switchable = server.isPresent() || (services.isPresent() && !settings.enabled());
        settings.properties().stream()
                .filter(property -> !(switchable && property.equals(RecoverySettings.SWITCH)))
                .forEach(property -> problems.add(TransactionProblems.onlyWithNarayana(property)));
        boolean off = !wanted || services.isEmpty() || !settings.enabled();
        return off ? NONE : server.orElse(UNKNOWN_TO_SERVER);
    }

    /** {@return whether databases will be asked for transactions in doubt} */
    default boolean isOn() {
        return false;
    }

    /** {@return a branch of a bind as the manager shall know it: with a name for its log where it looks for one} */
    default XAResource named(Unit unit, XAResource branch) {
        return branch;
    }

    /**
     * A pool was opened. At deployment, what its database has in doubt is resolved before anything else is done with it.
     *
     * @param unit the bind
     * @param connections makes connections to its database
     */
    default void add(Unit unit, RecoveryConnections connections) {}

    /**
     * A database could not be told how a branch of this process has ended.
     *
     * @param unit its bind
     * @param xid the branch
     * @param commit whether it is committed, and the manager keeps it in its log, or rolled back, and nobody does
     */
    default void untold(Unit unit, Xid xid, boolean commit) {}

    /** {@return whether the log has transactions of the last process, which concern several databases at once} */
    default boolean hasLeftovers() {
        return false;
    }

    /** Makes a database known that is about to be opened, without resolving anything yet. */
    default void announce(Unit unit, RecoveryConnections connections) {}

    /** All that are about to be opened are known: resolves what the last process has left. */
    default void resolve() {}

    /** A pool is closed. */
    default void remove(Unit unit) {}

    /** The pools of the deployment are open: from now on, what is in doubt is looked for now and then. */
    default void start() {}

    /** Ends it, before the pools are closed. */
    default void close() {}
}
