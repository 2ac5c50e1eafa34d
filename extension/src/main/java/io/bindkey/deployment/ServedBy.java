// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

/** Who begins and ends the transactions of {@code @Transactional}. */
enum ServedBy {
    /** The transaction manager, by interceptors that come with it. */
    MANAGER,
    /** BindKey, by the resource-local transaction over all binds. */
    BINDKEY,
    /** Interceptors of somebody else. */
    OTHERS,
    /** Nobody: the API of Jakarta Transactions is not there, or Narayana is there without its interceptors. */
    NOBODY
}
