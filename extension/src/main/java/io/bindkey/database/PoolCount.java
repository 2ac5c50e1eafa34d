// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.AgroalPoolInterceptor;
import java.sql.Connection;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the connections of a pool that somebody has. Agroal's own count is kept only with all of its other figures, which take two
 * looks at the clock for each connection.
 *
 * <p>As an interceptor it hears of each connection that is taken from the pool, but not of those that do not come back to it; as a
 * listener it hears of each that is given back, but again of one that is taken twice in a transaction.
 */
final class PoolCount implements AgroalPoolInterceptor {

    private final LongAdder used = new LongAdder();

    @Override
    public void onConnectionAcquire(Connection connection) {
        used.increment();
    }

    /** {@return what has to hear of the pool as well} */
    AgroalDataSourceListener returns() {
        return new AgroalDataSourceListener() {

            @Override
            public void beforeConnectionReturn(Connection connection) {
                used.decrement();
            }
        };
    }

    int used() {
        return (int) used.sum();
    }
}
