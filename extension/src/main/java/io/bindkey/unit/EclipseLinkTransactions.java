// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import java.util.Optional;
import org.eclipse.persistence.platform.server.NoServerPlatform;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.transaction.AbstractSynchronizationListener;
import org.eclipse.persistence.transaction.JTATransactionController;

/**
 * Gives EclipseLink the transaction manager that we found, where it has found none itself: it knows servers, but not Narayana on
 * a class path. Touched only there, for servers may hide EclipseLink's classes from the application.
 *
 * <p>EclipseLink takes its controllers as names of classes. A customizer may be an instance, which brings one along.
 */
final class EclipseLinkTransactions implements SessionCustomizer {

    static final String PROPERTY = "eclipselink.session.customizer";

    private final TransactionServices services;
    private final Optional<String> users;
    private final ClassLoader loader;

    /**
     * Creates it.
     *
     * @param services the transaction manager and its registry
     * @param users the class name of the customizer that the user has set
     * @param loader of the application
     */
    EclipseLinkTransactions(TransactionServices services, Optional<String> users, ClassLoader loader) {
        this.services = services;
        this.users = users;
        this.loader = loader;
    }

    @Override
    public void customize(Session session) throws Exception {
        DatabaseSession database = (DatabaseSession) session;
        if (database.getServerPlatform() instanceof NoServerPlatform) {
            database.setExternalTransactionController(new Controller(services));
        }
        if (users.isPresent()) {
            Class.forName(users.get(), true, loader)
                    .asSubclass(SessionCustomizer.class)
                    .getConstructor()
                    .newInstance()
                    .customize(session);
        }
    }

    private static final class Controller extends JTATransactionController {

        private final TransactionServices services;

        Controller(TransactionServices services) {
            super(services.manager());
            this.services = services;
        }

        /** Interposed, so that EclipseLink flushes after the application's own synchronizations. */
        @Override
        protected void registerSynchronization_impl(AbstractSynchronizationListener listener, Object transaction) {
            services.registry().registerInterposedSynchronization(listener);
        }
    }
}
