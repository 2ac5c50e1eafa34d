// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import com.arjuna.ats.jta.resources.LastResourceCommitOptimisation;
import javax.transaction.xa.XAResource;

/** A resource that knows one phase only, as Narayana knows it. Touched only where Narayana is on the class path. */
final class NarayanaLastResource extends NarayanaResource implements LastResourceCommitOptimisation {

    NarayanaLastResource(XAResource resource) {
        super("bindkey", resource);
    }
}
