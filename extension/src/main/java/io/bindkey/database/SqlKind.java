// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

/** What a statement does to a database, as far as its text tells. */
enum SqlKind {
    READS,
    /** It reads, and keeps others from what it has read. */
    LOCKS,
    /** It may let a connection write that was made one for reading only. */
    ENDS_READ_ONLY,
    WRITES
}
