// SPDX-License-Identifier: Apache-2.0
/**
 * Real database servers for tests and examples, started from Maven Central artifacts alone: no Docker, nothing
 * installed, as root or as an ordinary user, on 64-bit Intel Linux with glibc.
 *
 * <p>{@link io.bindkey.it.databases.RunningPostgres} and {@link io.bindkey.it.databases.RunningMariaDb} are servers,
 * {@link io.bindkey.it.databases.ReplicatedPostgres} and {@link io.bindkey.it.databases.ReplicatedMariaDb} are several
 * of a kind that follow one of them, {@link io.bindkey.it.databases.PhysicalDatabase} looks into any one database by plain JDBC.
 */
@NullMarked
package io.bindkey.it.databases;

import org.jspecify.annotations.NullMarked;
