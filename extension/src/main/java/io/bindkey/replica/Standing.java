// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

/**
 * What a replica tells of itself.
 *
 * @param replicates whether it is one still, rather than a database that takes writes
 * @param replayed how far it has come
 */
record Standing(boolean replicates, Position replayed) {}
