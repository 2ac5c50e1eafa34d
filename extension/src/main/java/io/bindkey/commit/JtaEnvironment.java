// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionFailures;
import io.bindkey.transaction.LastResource;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.util.List;
import javax.transaction.xa.XAResource;

/**
 * What all JTA transactions of an application have in common.
 *
 * @param services of the manager
 * @param policy across binds
 * @param invocation of that manager
 * @param lastResource how that manager knows one
 */
public record JtaEnvironment(
        TransactionServices services, WritePolicy policy, InvocationTransaction invocation, LastResource lastResource) {

    public static JtaEnvironment of(TransactionServices services, WritePolicy policy) {
        return new JtaEnvironment(
                services, policy, InvocationTransaction.of(services.manager()), LastResource.of(services));
    }

    /**
     * Lets the connections of one phase take part in the transaction in force.
     *
     * @param written what stands for all of them
     * @param unit the first that is written to
     * @param used the binds that the transaction has used so far
     */
    void enlist(OneByOneResource written, Unit unit, List<Unit> used) {
        try {
            XAResource last = lastResource.mark(written);
            if (services.manager().getTransaction().enlistResource(last)) {
                return;
            }
            throw new SystemException("the transaction manager declines it");
        } catch (RollbackException | SystemException | IllegalStateException e) {
            // Whoever goes on in spite of the exception must not believe that its writes are committed.
            services.registry().setRollbackOnly();
            throw TransactionFailures.onePhaseDeclined(
                    unit.key(),
                    Secrets.reason(e, unit.settings().passwords()),
                    used.stream()
                            .filter(other -> !other.ownsPool())
                            .map(Unit::key)
                            .toList(),
                    e);
        }
    }
}
