// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.platform.Platform;
import jakarta.transaction.Transaction;
import java.util.Optional;
import org.eclipse.persistence.platform.server.NoServerPlatform;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.jspecify.annotations.Nullable;

/**
 * Gives EclipseLink the transaction manager that we found, where it has found none itself: it knows servers, but not Narayana on
 * a class path. Touched only there, for servers may hide EclipseLink's classes from the application.
 *
 * <p>EclipseLink takes its controllers as names of classes. A customizer may be an instance, which brings one along.
 */
final class EclipseLinkTransactions implements SessionCustomizer {

    static final String PROPERTY = "eclipselink.session.customizer";

    private final TransactionPlatform services;
    private final Optional<String> users;
    private final ClassLoader loader;

    /**
     * @param users the class name of the customizer that the user has set
     * @param loader of the application
     */
    EclipseLinkTransactions(TransactionPlatform services, Optional<String> users, ClassLoader loader) {
        this.services = services;
        this.users = users;
        this.loader = loader;
    }

    @Override
    public void customize(Session session) throws Exception {
        DatabaseSession database = (DatabaseSession) session;
        if (database.getServerPlatform() instanceof NoServerPlatform) {
            database.setServerPlatform(new Platform(database, services));
        }
        if (users.isPresent()) {
            Class.forName(users.get(), true, loader)
                    .asSubclass(SessionCustomizer.class)
                    .getConstructor()
                    .newInstance()
                    .customize(session);
        }
    }

    /** That of no server would put in a controller of its own when the session begins. */
    private static final class Platform extends ServerPlatformBase {

        private final TransactionPlatform services;

        Platform(DatabaseSession session, TransactionPlatform services) {
            super(session);
            this.services = services;
            disableRuntimeServices();
        }

        @Override
        public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
            return Controller.class;
        }

        @Override
        public void initializeExternalTransactionController() {
            getDatabaseSession().setExternalTransactionController(new Controller(services));
        }
    }

    private static final class Controller extends JTATransactionController {

        private final TransactionPlatform services;

        Controller(TransactionPlatform services) {
            super(services.manager());
            this.services = services;
        }

        @Override
        protected @Nullable Object getTransaction_impl() throws Exception {
            // One that has ended keeps nothing any more, and takes no synchronization.
            Transaction transaction = services.manager().getTransaction();
            return transaction != null && services.inTransaction()
                    ? InterposedTransaction.of(transaction, services, this)
                    : transaction;
        }
    }
}
