// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

/**
 * A CDI event: a transaction has ended. It is fired for each bind that the transaction has used, in key order and with
 * the qualifier {@code @Bound("key")}, and says what has become of it in that bind's database:
 *
 * <pre>{@code
 * void told(@Observes @Bound("auth") AfterCompletion event) {
 *     if (event.outcome() == TransactionOutcome.UNKNOWN) { … }
 * }
 * }</pre>
 *
 * <p>A bind that was only read has the outcome of the transaction. A transaction of the provider's own, as for ids from a
 * table, is one like any other. Observers run outside of the transaction, after its
 * persistence contexts were closed, on the thread that has ended it: with a timeout, one of the transaction manager's.
 * What they throw is logged and changes nothing. As {@code afterCompletion} of {@code jakarta.transaction.Synchronization}
 * (Jakarta Transactions, section 3.3.2), but with an outcome for each database.
 *
 * @param bind the bind key, not null
 * @param outcome how the transaction ended in the database of the bind, not null
 * @since 1.0
 */
public record AfterCompletion(String bind, TransactionOutcome outcome) {}
