// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityManagerFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * What EclipseLink remembers of the rows of a unit beside its cache: the ids that it has in store.
 *
 * <p>By the names of EclipseLink's interfaces, for Open Liberty hides them from applications.
 */
final class EclipseLinkMemory {

    private static final Logger LOG = System.getLogger(EclipseLinkMemory.class.getName());

    private EclipseLinkMemory() {}

    /**
     * Begins anew with ids.
     *
     * @param eclipseLink the class loader of EclipseLink
     */
    static void forget(EntityManagerFactory factory, ClassLoader eclipseLink) {
        try {
            Class<?> sessions = Class.forName("org.eclipse.persistence.sessions.DatabaseSession", false, eclipseLink);
            Object control = sessions.getMethod("getSequencingControl").invoke(factory.unwrap(sessions));
            Class.forName("org.eclipse.persistence.sequencing.SequencingControl", false, eclipseLink)
                    .getMethod("initializePreallocated")
                    .invoke(control);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "EclipseLink goes on with the ids that it has in store", e);
        }
    }
}
