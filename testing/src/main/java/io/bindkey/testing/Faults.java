// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

/**
 * What goes wrong with the databases of a test: {@code @Inject Faults faults}, or a parameter of a test with
 * {@link BindTest}. The application sees what a driver would throw. All ends with the test.
 *
 * <pre>{@code
 * faults.of("auth").loseConnectionAtCommit();
 * assertThrows(RollbackException.class, () -> logins.register("ann"));
 * }</pre>
 *
 * <p>Safe for use by several threads.
 *
 * @since 1.0
 */
public interface Faults {

    /**
     * {@return what can go wrong with one bind}
     *
     * @param key the key of a bind, not null
     * @throws IllegalArgumentException when there is no such bind
     * @throws IllegalStateException when its connections cannot be watched
     */
    OfBind of(String key);

    /** Lets all be well again. */
    void none();

    /** What can go wrong with one bind. */
    interface OfBind {

        /** Its database is gone: each use of a connection fails, and so does each new one, until {@link #up()}. */
        void down();

        /** It is back. Connections that were used meanwhile are lost. */
        void up();

        /** Its database refuses to write, as a replica does that took the place of its primary, until {@link #up()}. */
        void readOnly();

        /**
         * The connection is lost at the next commit, before the database has heard of it: nobody knows, and it has rolled back.
         * In the second phase of two-phase commit, the transaction stays prepared until the fault ends.
         *
         * @throws IllegalStateException when the test is rolled back, and so commits nothing: {@link Committed} is missing
         */
        void loseConnectionAtCommit();

        /**
         * The connection is lost at the next commit, after the database has done it: nobody knows, and it has committed.
         *
         * @throws IllegalStateException when the test is rolled back, and so commits nothing: {@link Committed} is missing
         */
        void loseAnswerOfCommit();

        /**
         * The database refuses the next commit, as it does for a deferred constraint, and rolls back. With two phases it refuses to
         * prepare.
         *
         * @throws IllegalStateException when the test is rolled back, and so commits nothing: {@link Committed} is missing
         */
        void refuseCommit();

        /**
         * The replica that the bind has by {@link OnDatabase#replica()} stands still: it shows what was committed so far, and
         * nothing of what comes, until {@link #replicaGoesOn()}. Those of other binds do so as well, for they are on one server.
         *
         * @throws IllegalStateException when the bind has no such replica; or when the test is rolled back, and so reads nothing from
         *     it: {@link Committed} is missing
         */
        void replicaStandsStill();

        /**
         * The replica has caught up when this returns, and follows again.
         *
         * @throws IllegalStateException when the bind has no such replica
         */
        void replicaGoesOn();
    }
}
