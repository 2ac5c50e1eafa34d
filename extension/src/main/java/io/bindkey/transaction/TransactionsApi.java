// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

/** Whether the API of Jakarta Transactions is there. This class needs nothing of it, unlike all that it guards. */
public final class TransactionsApi {

    private TransactionsApi() {}

    /** {@return whether it is on the class path: in Java SE, Hibernate brings it and EclipseLink does not} */
    public static boolean isOnClassPath() {
        try {
            Class.forName("jakarta.transaction.Transactional", false, TransactionsApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
