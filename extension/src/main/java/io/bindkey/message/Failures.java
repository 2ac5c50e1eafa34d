// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindUnavailableException;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong in use with contexts, transactions, entity managers and units; routing, two-phase commit, schema operations and
 * others have classes of their own. All of them are from BINDKEY-100 on.
 *
 * <p>A code is never used for something else; 111 was, and is no more. Each text names the class, the bind or the call, and says
 * what to do instead.
 */
public final class Failures {

    private Failures() {}

    public static IllegalArgumentException nullArgument(String what) {
        return new IllegalArgumentException(text(115, "%s must not be null.", what));
    }

    public static ContextNotActiveException noContext() {
        return new ContextNotActiveException(text(
                120,
                "No persistence context: neither a transaction nor a request is active on this thread. "
                        + "Add @Transactional or @ActivateRequestContext to the method, or in Java SE call "
                        + "RequestContextController.activate()."));
    }

    public static TransactionRequiredException transactionRequired(String operation, String key) {
        return transactionRequired(
                operation,
                key,
                "Add @Transactional to the method, "
                        + "or begin one with getTransaction() where there is no transaction manager.");
    }

    /** {@return the same for a bind that the transaction manager, which is there, does not drive} */
    public static TransactionRequiredException ownTransactionRequired(String operation, String key) {
        return transactionRequired(
                operation,
                key,
                "Begin one with getTransaction(): @Transactional is the transaction manager's, and "
                        + Problems.prefix(key) + ".transaction = resource-local.");
    }

    private static TransactionRequiredException transactionRequired(String operation, String key, String cure) {
        return new TransactionRequiredException(
                text(121, "%s on bind '%s' needs an active transaction. %s", operation, key, cure));
    }

    public static IllegalStateException closeOfContainerManaged(String what) {
        return new IllegalStateException(
                text(122, "This %s belongs to the container, which closes it: do not call close().", what));
    }

    public static IllegalStateException transactionUnderJta() {
        return new IllegalStateException(text(
                123,
                "This entity manager takes part in JTA transactions and has none of its own: "
                        + "use @Transactional or UserTransaction."));
    }

    public static PartialCommitException partialCommit(Map<String, TransactionOutcome> outcomes, Throwable cause) {
        String list = outcomes.entrySet().stream()
                .map(e -> "bind '" + e.getKey() + "' "
                        + e.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return new PartialCommitException(
                text(
                        125,
                        "The transaction was committed in part: %s. Compare the databases, and repeat or undo what is missing.",
                        list),
                outcomes,
                cause);
    }

    public static IllegalStateException transactionActive() {
        return new IllegalStateException(
                text(127, "A transaction is active already: commit it or roll it back first."));
    }

    public static IllegalStateException noTransactionActive() {
        return new IllegalStateException(
                text(128, "No transaction is active: it has ended already, or begin() was not called."));
    }

    public static IllegalStateException notOpenYet() {
        return new IllegalStateException(text(
                133,
                "The binds are not open yet: they open at the end of AfterDeploymentValidation. "
                        + "Use them from @Initialized(ApplicationScoped.class) on."));
    }

    public static TransactionRequiredException noTransactionForBind(String operation, String key) {
        return new TransactionRequiredException(text(
                135,
                "%s on bind '%s' by an application-managed router: other binds take part in JTA transactions, this one "
                        + "does not, so nothing would commit it. Create an entity manager with "
                        + "@Bound(\"%s\") EntityManagerFactory.",
                operation,
                key,
                key));
    }

    public static IllegalStateException closedByApplication() {
        return new IllegalStateException(text(136, "The application has closed this entity manager."));
    }

    public static IllegalStateException nothingToSynchronize() {
        return new IllegalStateException(text(
                137,
                "No bind takes part in JTA transactions, so there is nothing to synchronize with: "
                        + "call createEntityManager() without a SynchronizationType."));
    }

    public static UnsupportedOperationException noHibernate(Class<?> type, String key) {
        return new UnsupportedOperationException(text(
                139,
                "Bind '%s' has no %s, because its persistence provider is not Hibernate. "
                        + "Inject @Bound(\"%s\") EntityManager.",
                key,
                type.getSimpleName(),
                key));
    }

    /** {@return the failure of creating an entity manager that would leave the database of its bind} */
    public static IllegalArgumentException redirected(String property, String key) {
        return new IllegalArgumentException(text(
                178,
                "%s would take the entity manager of bind '%s' to other connections than those of the bind: leave it out. "
                        + "A database of its own is a bind of its own.",
                property,
                key));
    }

    public static BindUnavailableException inactive(String key) {
        return new BindUnavailableException(
                text(140, "Bind '%s' is switched off by %s.active = false.", key, Problems.prefix(key)), null);
    }

    /**
     * {@return the failure of a bind that is known to be down}
     *
     * @param problem with a code of its own
     * @param since when
     */
    public static BindUnavailableException down(Problem problem, Instant since) {
        return new BindUnavailableException(
                problem + " It is down since " + since.truncatedTo(ChronoUnit.SECONDS)
                        + " and is asked again by itself.",
                null);
    }

    public static BindUnavailableException closedByHand(String key) {
        return new BindUnavailableException(
                text(
                        192,
                        "Bind '%s' was closed by its MXBean. Open it again by the operation open of "
                                + "io.bindkey:type=Bind,name=%s.",
                        key,
                        key),
                null);
    }

    /** {@return the failure of using a bind after the end, or of what stands for all binds where the key is null} */
    public static IllegalStateException closed(@Nullable String key) {
        String closed = key == null ? "All binds are" : "Bind '" + key + "' is";
        return new IllegalStateException(text(141, "%s closed: the application has ended.", closed));
    }

    /** {@return the failure of a bind that is opened at first use; the problem has a code of its own} */
    public static BindUnavailableException unavailable(Problem problem, @Nullable Throwable cause) {
        return new BindUnavailableException(problem.toString(), cause);
    }

    /** {@return the failure of a bind whose schema is not as it shall be; each problem has a code of its own} */
    public static BindUnavailableException unavailable(List<Problem> problems) {
        String text = problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator()));
        return new BindUnavailableException(text, null);
    }

    public static BindUnavailableException readOnly(String key) {
        return new BindUnavailableException(
                text(142, "Bind '%s' is read-only: %s.read-only = true.", key, Problems.prefix(key)), null);
    }

    /** {@return the failure of a write, or of whatever else may not be done} */
    public static BindUnavailableException onlyReading(String what, String key) {
        return new BindUnavailableException(
                text(
                        149,
                        "Bind '%s' does not %s for what is @ReadOnly, or called by Binds.readOnly. Call what writes outside "
                                + "of it.",
                        key,
                        what),
                null);
    }

    /** {@return the same as the database has said it, in spite of the text of the statement} */
    public static BindUnavailableException refusedByDatabase(RuntimeException refusal) {
        return new BindUnavailableException(
                text(
                        190,
                        "The database does not write for what is @ReadOnly, or called by Binds.readOnly: a statement that "
                                + "reads calls something that writes. Call it outside of that."),
                refusal);
    }

    public static PersistenceException noConnectionToRead(String key, String reason, Throwable cause) {
        return new PersistenceException(text(155, "Bind '%s' has no connection to read by: %s", key, reason), cause);
    }

    public static PersistenceException markedForRollback(Throwable cause) {
        return new PersistenceException(
                text(
                        147,
                        "The transaction is marked for rollback, and no bind was used in it before that: "
                                + "nothing can join it any more."),
                cause);
    }

    static String text(int number, String text, Object... arguments) {
        return Problems.code(number) + ": " + String.format(Locale.ROOT, text, arguments);
    }
}
