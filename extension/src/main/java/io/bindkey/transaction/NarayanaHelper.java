// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import javax.transaction.xa.XAResource;

/**
 * Tells Narayana's recovery of one database.
 *
 * <p>No record: it is kept in a set, and records that are hashed keep class loaders on JDK 17.
 */
final class NarayanaHelper implements XAResourceRecoveryHelper {

    private final XAResource resource;

    NarayanaHelper(XAResource resource) {
        this.resource = resource;
    }

    @Override
    public boolean initialise(String parameters) {
        return true;
    }

    @Override
    public XAResource[] getXAResources() {
        return new XAResource[] {resource};
    }
}
