// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What can be wrong with a deployment that wants two-phase commit and recovery. */
public final class TransactionProblems {

    private TransactionProblems() {}

    /** {@return the problem of a database that knows no two-phase commit, or has it switched off} */
    public static Problem cannotPrepare(String key, String place, String reason, String cure) {
        return Problems.problem(
                50,
                "%s.transaction = xa, but the database (%s) cannot prepare a transaction: %s. %s",
                Problems.prefix(key),
                place,
                reason,
                cure);
    }

    public static Problem cannotRecover(String key, String place, String reason) {
        return Problems.problem(
                51,
                "%s.transaction = xa, but the user may not ask the database (%s) for transactions in doubt: %s. "
                        + "Give the user that right, or set binds-settings.transactions.recovery = false.",
                Problems.prefix(key),
                place,
                reason);
    }

    public static Problem objectStore(String directory, String reason) {
        return Problems.problem(
                52,
                "The transaction log in %s cannot be used: %s. Each process that runs at the same time needs a log of its "
                        + "own: set binds-settings.transactions.object-store.",
                directory,
                reason);
    }

    public static Problem nodeName(String name, int longest) {
        return Problems.problem(
                53, "binds-settings.transactions.node-name = %s is too long: write at most %s bytes.", name, longest);
    }

    public static Problem managerRunsOtherwise(String property, String value, String inForce) {
        return Problems.problem(
                54,
                "%s = %s, but the transaction manager of this JVM already works with %s: leave the property out, "
                        + "or remove what sets the other.",
                property,
                value,
                inForce);
    }

    public static Problem transactionScoped(String bean) {
        return Problems.problem(
                152,
                "%s is @TransactionScoped, which needs a transaction manager: add one, such as "
                        + "org.jboss.narayana.jta:narayana-jta, or take another scope.",
                bean);
    }

    /** {@return what is said of a method that no interceptor sees} */
    public static Problem outOfReach(String method) {
        return withoutEffect("on " + method + ": only calls of other methods are intercepted. Move it to the method of "
                + "another bean, and call that");
    }

    /** {@return what is said of a bind that the transaction manager does not drive} */
    public static Problem notOfManager(String key, String place) {
        return withoutEffect("on bind '" + key + "', as in " + place + ": it is the transaction manager's, and "
                + Problems.prefix(key)
                + ".transaction = resource-local. Begin the bind's transactions with getTransaction()"
                + " of its @Bound(\"" + key + "\") EntityManager, or remove that property");
    }

    /** {@return what is said where Narayana is on the class path and its interceptors are not in use} */
    public static Problem withoutInterceptors(String place) {
        return withoutEffect(
                "on " + place + ": Narayana's CDI extension, which brings the interceptors, is not in use. Add"
                        + " com.arjuna.ats.jta.cdi.TransactionExtension to the container");
    }

    /** The deployment goes on with these, and only tells them. */
    private static Problem withoutEffect(String where) {
        return Problems.problem(153, "@Transactional has no effect %s.", where);
    }

    public static Problem onlyWithNarayana(String property) {
        return Problems.problem(
                55,
                "%s works only with Narayana on the class path, and there is none in use: remove it. "
                        + "A server's transaction manager is configured in the server.",
                property);
    }
}
