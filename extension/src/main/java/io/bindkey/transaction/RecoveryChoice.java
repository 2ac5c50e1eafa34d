// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.RecoverySettings;
import io.bindkey.message.TransactionProblems;
import io.bindkey.unit.Recovery;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Chooses who ends what a crash has left in doubt: the transaction manager in use, as far as it lets an application ask. */
public final class RecoveryChoice {

    /** But for WildFly, servers let nobody add a database to their recovery other than by a data source of theirs. */
    static final Recovery UNKNOWN_TO_SERVER = new Recovery() {
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

    private RecoveryChoice() {}

    /**
     * {@return the recovery of the transaction manager in use}
     *
     * @param services the transaction manager, where there is one
     * @param settings what the user wants
     * @param wanted whether there are XA pools of ours
     * @param problems receives what is wrong with the settings
     */
    public static Recovery of(
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
        return off ? Recovery.NONE : server.orElse(UNKNOWN_TO_SERVER);
    }
}
