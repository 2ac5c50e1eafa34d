// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Notes what somebody tries, in a transaction of its own: the row stays when the caller rolls back. */
@ApplicationScoped
public class AuditTrail {

    @Inject
    AuditEntries entries;

    @Transactional(TxType.REQUIRES_NEW)
    public void note(String who, String what) {
        entries.add(new AuditEntry(who, what));
    }
}
