// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

/**
 * How full the pool of a bind is at one moment. Immutable.
 *
 * @param used connections that somebody has
 * @param idle connections that nobody has
 * @param waiting threads that wait for a connection
 * @param max the most connections that there may be
 * @since 1.0
 */
public record PoolFigures(int used, int idle, int waiting, int max) {

    /** {@return whether nobody can have a further connection now} */
    public boolean isExhausted() {
        return used >= max;
    }
}
