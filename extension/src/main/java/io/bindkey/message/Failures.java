// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindUnavailableException;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.CrossBindException;
import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import io.bindkey.UnknownBindException;
import io.bindkey.UnroutableException;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong in use, from BINDKEY-100 on; schema operations have a class of their own.
 *
 * <p>A code is never used for something else; 111 was, and is no more. Each text names the class, the bind or the call, and says what to do
 * instead.
 */
public final class Failures {

    private Failures() {}

    // Routing.

    public static UnknownBindException unknownBind(String key, Collection<String> known) {
        return new UnknownBindException(text(
                100, "There is no bind '%s'. %s%s", key, Problems.knownKeys(known), Suggestion.question(key, known)));
    }

    public static IllegalArgumentException noEntity(Class<?> type) {
        return new IllegalArgumentException(text(101, "%s is not an entity of any bind.", type.getName()));
    }

    public static IllegalArgumentException noEntityName(String name, Collection<String> known) {
        return new IllegalArgumentException(
                text(102, "'%s' is not an entity of any bind.%s", name, Suggestion.question(name, known)));
    }

    /** {@return the failure of a statement over several binds} The map has entity names and bind keys in text order. */
    public static CrossBindException crossBind(Map<String, String> bindsByEntity) {
        String pairs = bindsByEntity.entrySet().stream()
                .map(e -> e.getKey() + " in bind '" + e.getValue() + "'")
                .collect(Collectors.joining(", "));
        return new CrossBindException(text(
                103,
                "One statement cannot touch two databases, but this one names %s. "
                        + "Use one statement for each bind, or put the entities in one bind.",
                pairs));
    }

    public static UnroutableException ambiguousEntityName(String name, List<String> owners) {
        return new UnroutableException(text(
                104,
                "The entity name '%s' is %s. Give one of them @Entity(name = \"…\"), "
                        + "or use the bind's own @Bound(\"key\") EntityManager.",
                name,
                String.join(" and ", owners)));
    }

    /** {@return the failure of naming a superclass or interface of entities in several binds} */
    public static UnroutableException supertypeOfSeveralBinds(String name, List<String> owners) {
        return new UnroutableException(text(
                105,
                "'%s' stands for entities of several binds: %s. Name one of them, "
                        + "or use the bind's own @Bound(\"key\") EntityManager.",
                name,
                String.join(" and ", owners)));
    }

    public static UnroutableException ambiguousName(String kind, String name, List<String> owners) {
        return new UnroutableException(text(
                106,
                "The %s '%s' is declared twice: %s. Rename one of them, "
                        + "or use the bind's own @Bound(\"key\") EntityManager.",
                kind,
                name,
                String.join(" and ", owners)));
    }

    public static IllegalArgumentException noSuchName(String kind, String name, Collection<String> known) {
        return new IllegalArgumentException(
                text(107, "No bind has a %s '%s'.%s", kind, name, Suggestion.question(name, known)));
    }

    public static UnroutableException nativeWithoutBind(String what, Collection<String> known) {
        return new UnroutableException(text(
                108,
                "%s gives no entity and so no bind. Use the @Bound(\"key\") EntityManager of one. %s",
                what,
                Problems.knownKeys(known)));
    }

    public static UnroutableException nothingNamed(String statement, Collection<String> known) {
        return new UnroutableException(text(
                109,
                "The statement [%s] names no entity, and there is no default bind. "
                        + "Use the @Bound(\"key\") EntityManager of one. %s",
                statement,
                Problems.knownKeys(known)));
    }

    /** {@return the failure of unwrapping what belongs to the router} The last is the type to be injected instead. */
    public static IllegalStateException cannotUnwrap(Class<?> type, Collection<String> known, String bound) {
        String example = known.stream().findFirst().orElse("key");
        return new IllegalStateException(text(
                112,
                "The router stands for several binds and has no %s of its own. "
                        + "Inject @Bound(\"%s\") %s and unwrap that.",
                type.getName(),
                example,
                bound));
    }

    public static UnroutableException criteriaWithoutEntity() {
        return new UnroutableException(text(
                113, "The criteria query has no root, and so no bind. Use the @Bound(\"key\") EntityManager of one."));
    }

    public static UnroutableException graphWithoutBind() {
        return new UnroutableException(text(
                114,
                "The entity graph does not tell its entity. Use find(Class, …) with the graph as a hint, "
                        + "or the @Bound(\"key\") EntityManager of its bind."));
    }

    public static IllegalArgumentException nullArgument(String what) {
        return new IllegalArgumentException(text(115, "%s must not be null.", what));
    }

    /** {@return the failure of asking the metamodel for a type that several binds share} */
    public static UnroutableException typeOfSeveralBinds(Class<?> type, Collection<String> keys) {
        return new UnroutableException(text(
                116,
                "%s belongs to several binds: %s. Inject the @Bound(\"key\") Metamodel of one.",
                type.getName(),
                String.join(", ", keys)));
    }

    public static IllegalArgumentException noManagedType(Class<?> type) {
        return new IllegalArgumentException(text(117, "%s is not a managed type of any bind.", type.getName()));
    }

    // Contexts and transactions.

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

    // Criteria.

    /** {@return the failure of handing a criteria query to the entity manager of another bind} */
    public static IllegalArgumentException criteriaOfOtherBind(String entity, String owner, String key) {
        return new IllegalArgumentException(text(
                130,
                "This criteria query names %s and so belongs to bind '%s', but the entity manager is that of bind '%s'. "
                        + "Use @Bound(\"%s\") EntityManager, or the router.",
                entity,
                owner,
                key,
                owner));
    }

    /** {@return the failure of a question that a criteria object cannot answer before it belongs to a bind} */
    public static IllegalStateException criteriaWithoutBind() {
        return new IllegalStateException(text(
                131,
                "Nothing has decided yet which bind this criteria object belongs to, so it cannot answer. "
                        + "Call from(Entity.class) first."));
    }

    // Application-managed routers and bound sessions.

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

    public static UnroutableException queryWithoutBind(String name) {
        return new UnroutableException(text(
                138,
                "The query to be named '%s' does not tell its bind. "
                        + "Name it with the @Bound(\"key\") EntityManagerFactory of one.",
                name));
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

    // Units.

    public static BindUnavailableException inactive(String key) {
        return new BindUnavailableException(
                text(140, "Bind '%s' is switched off by %s.active = false.", key, Problems.prefix(key)), null);
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

    // Two-phase commit. The manager decides by the error code and shows these to the caller.

    public static XAException xaRolledBack(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                text(143, "Bind '%s' did not commit, so the transaction is rolled back: %s", key, reason),
                errorCode,
                cause);
    }

    public static XAException xaUnknown(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                text(144, "Only the database of bind '%s' can tell whether it has committed: %s", key, reason),
                errorCode,
                cause);
    }

    public static XAException xaCommitPending(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                text(
                        145,
                        "The transaction is committed, but the database of bind '%s' could not be told. "
                                + "Recovery tells it as soon as it answers. %s",
                        key,
                        reason),
                errorCode,
                cause);
    }

    public static XAException xaRollbackPending(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                text(
                        146,
                        "The transaction is rolled back, but the database of bind '%s' could not be told. "
                                + "It rolls back by itself, or recovery tells it as soon as it answers. %s",
                        key,
                        reason),
                errorCode,
                cause);
    }

    private static XAException xa(String text, int errorCode, Throwable cause) {
        XAException failure = new XAException(text);
        failure.errorCode = errorCode;
        failure.initCause(cause);
        return failure;
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
