// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The binds of the application, as a bean: {@code @Inject Binds binds}.
 *
 * <p>Iterates in key order: the default bind first, then alphabetically. Immutable and safe for use by several threads.
 *
 * @since 1.0
 */
public interface Binds extends Iterable<Bind> {

    /** {@return the keys of all binds in key order, unmodifiable} */
    Set<String> keys();

    /**
     * {@return the bind of that key}
     *
     * @param key a bind key, not null
     * @throws UnknownBindException when there is no such bind
     */
    Bind get(String key);

    /**
     * {@return the bind in which that class lives}
     *
     * @param entityClass an entity class, or a provider's proxy class of one; not null
     * @throws IllegalArgumentException when the class is no entity of any bind
     */
    Bind of(Class<?> entityClass);

    /**
     * Begins a transaction over all binds that is rolled back whatever happens in it, as for a test or a trial run:
     *
     * <pre>{@code
     * try (RollingBack all = binds.rollingBack()) {
     *     registration.register("ann");
     *     assertEquals(1, registration.count());
     * }
     * }</pre>
     *
     * <p>It may write to several binds that cannot be committed as one, for nothing is lost where nothing is kept. Whatever
     * uses the injected entity managers on this thread takes part. Each bind that was used hears {@link AfterCompletion} with
     * {@link TransactionOutcome#ROLLED_BACK} in the end, and none hears {@link BeforeCompletion}.
     *
     * <p>Under JTA it is an active transaction of the transaction manager, with its timeout: {@code @Transactional} methods join
     * it, {@code UserTransaction.begin} fails because there is one (Jakarta Transactions, section 3.2), and who commits it gets
     * a {@code RollbackException}. Binds that no manager drives have it in the active request context. There, code may
     * begin and commit with {@code getTransaction()} as often as it likes, as if there were none: its commit flushes, and
     * what it has written can be read until the end. Its rollback, like that of a commit that fails, takes with it
     * everything since this one began, and what follows is rolled back in the end as well.
     *
     * <p>What takes no part is not rolled back: {@code REQUIRES_NEW} and {@code NOT_SUPPORTED}, other threads and requests,
     * and, for binds that no manager drives, entity managers that the application creates from a factory. A
     * connection from the {@code DataSource} of such a bind refuses to write meanwhile. Neither can a database take back what
     * it commits by itself, as many do with DDL, and some storage engines with everything; values of sequences are used
     * up.
     *
     * @return what ends it, to be closed by the same thread
     * @throws IllegalStateException when a transaction is active already
     * @throws jakarta.enterprise.context.ContextNotActiveException when no request context is active, and there are binds
     *     that no transaction manager drives
     * @throws jakarta.persistence.PersistenceException when the transaction manager cannot begin one
     */
    RollingBack rollingBack();

    /**
     * Runs something that only reads, as {@link ReadOnly} says.
     *
     * @param work not null; what it throws comes out as it is
     * @throws BindUnavailableException from within, when something writes or locks
     */
    void readOnly(Runnable work);

    /**
     * {@return what is read by something that only reads, as {@link ReadOnly} says}
     *
     * @param work not null; what it throws comes out as it is
     * @param <T> the type of what it gives, which may be null
     * @throws BindUnavailableException from within, when something writes or locks
     */
    <T extends @Nullable Object> T readOnly(Supplier<T> work);

    /**
     * As {@link #readOnly(Runnable)}, for who has to see at least what a bookmark tells, in binds with replicas.
     *
     * @param bookmark not null; what it says of binds that are not there, or have no replicas, counts for nothing
     * @param work not null
     * @throws IllegalArgumentException from within, when the bookmark is of another kind of database
     */
    void readOnly(Bookmark bookmark, Runnable work);

    /**
     * As {@link #readOnly(Supplier)}, for who has to see at least what a bookmark tells, in binds with replicas.
     *
     * @param bookmark not null; what it says of binds that are not there, or have no replicas, counts for nothing
     * @param work not null
     * @param <T> the type of what it gives, which may be null
     * @return what it gives
     * @throws IllegalArgumentException from within, when the bookmark is of another kind of database
     */
    <T extends @Nullable Object> T readOnly(Bookmark bookmark, Supplier<T> work);

    /**
     * {@return how far each bind with replicas is, by what this application has committed, for who reads on another machine}
     *
     * @throws BindUnavailableException when a bind that has to tell it cannot be reached
     */
    Bookmark bookmark();
}
