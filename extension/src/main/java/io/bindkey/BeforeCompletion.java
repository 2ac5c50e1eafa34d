// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

/**
 * A CDI event: a transaction is about to be committed. It is fired for each bind that the transaction has used so far,
 * in key order and with the qualifier {@code @Bound("key")}:
 *
 * <pre>{@code
 * void audit(@Observes @Bound("auth") BeforeCompletion event) { … }
 * }</pre>
 *
 * <p>Observers run inside the transaction and before it is flushed, so they may still read and write; when one throws,
 * the transaction is rolled back. Not fired for a transaction that is rolled back anyway. As {@code beforeCompletion} of
 * {@code jakarta.transaction.Synchronization} (Jakarta Transactions, section 3.3.2). Fired on the thread that commits.
 *
 * @param bind the bind key, not null
 * @since 1.0
 */
public record BeforeCompletion(String bind) {}
