// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.ReplicaSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Opens looks at the databases of one unit, for who wants to know how they are. */
@FunctionalInterface
public interface UnitLooks {

    /**
     * {@return a look at the database}
     *
     * @param replica at which to look instead of the bind's own database
     * @param patience for how long to wait for a connection
     * @throws io.bindkey.message.UnitProblem when who connects, or a data source, is not found
     */
    UnitLook open(Optional<ReplicaSettings> replica, Duration patience) throws SQLException;
}
