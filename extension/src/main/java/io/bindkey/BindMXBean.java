// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.util.List;
import java.util.Map;

/**
 * A bind as JMX shows it, by the name {@code io.bindkey:type=Bind,name=<key>}. Where another application of the same virtual
 * machine has that name already, {@code application=<n>} is added to it, with the first number from 2 on that is free.
 *
 * <p>Nothing of it is ever null, or shows a secret. Safe for use by several threads.
 *
 * @see Bind
 * @since 1.0
 */
public interface BindMXBean {

    /** {@return the bind key} */
    String getKey();

    /** {@return the word for {@link BindState#status()}, as {@code serves} or {@code down}} */
    String getStatus();

    /** {@return when that status began, in ISO-8601} */
    String getSince();

    /** {@return what is wrong, with its code; empty where nothing is} */
    String getProblem();

    /** {@return the product and version of the database; empty if it was never reached} */
    String getProduct();

    /** {@return {@code jta}, {@code xa} or {@code resource-local}} */
    String getTransaction();

    /** {@return connections that somebody has; -1 where the pool is none of the bind's own, or not open} */
    int getPoolUsed();

    /** {@return connections that nobody has; -1 where the pool is none of the bind's own, or not open} */
    int getPoolIdle();

    /** {@return threads that wait for a connection; -1 where the pool is none of the bind's own, or not open} */
    int getPoolWaiting();

    /** {@return the most connections that there may be; -1 where the pool is none of the bind's own, or not open} */
    int getPoolMax();

    /** {@return a line for each replica: name, status, and how far it is behind where that is known} */
    List<String> getReplicas();

    /** {@return a line for each property that is set: value, and in brackets the configuration source} */
    Map<String, String> getSettings();

    /**
     * Asks the database whether it is there, for two seconds at the most.
     *
     * @return the status afterwards, as {@link #getStatus()}
     */
    String check();

    /** Closes the connections that nobody has. Does nothing where the pool is none of the bind's own, or not open. */
    void closeIdleConnections();

    /**
     * Opens the bind, if it is closed or waits for its first use; else does nothing.
     *
     * @throws IllegalStateException when it cannot be opened, with what is wrong as its text
     */
    void open();

    /**
     * Closes the bind: its connections, its pools and its factory. Whatever uses it from now on, transactions that are active
     * included, fails with BINDKEY-192, until it is opened again. Does nothing if it is not open.
     */
    void close();
}
