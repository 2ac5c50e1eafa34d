// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import java.io.Serial;
import java.io.Serializable;
import javax.transaction.xa.XAResource;

/** A resource of which Narayana writes the name into its log, from where {@link NarayanaLog} finds the database again. */
@SuppressWarnings("serial") // Never made from what was written.
final class LoggedResource extends NarayanaResource implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    LoggedResource(String name, XAResource resource) {
        super(name, resource);
    }

    @Serial
    private Object writeReplace() {
        return getJndiName();
    }
}
