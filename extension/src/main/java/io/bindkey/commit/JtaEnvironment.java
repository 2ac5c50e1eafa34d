// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.transaction.LastResource;
import io.bindkey.transaction.TransactionServices;

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
}
