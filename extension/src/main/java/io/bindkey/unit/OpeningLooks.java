// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.ReplicaSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Looks by the data source of a unit, and by those of its replicas. */
record OpeningLooks(UnitDataSource dataSource, UnitReplicas replicas) implements UnitLooks {

    @Override
    public UnitLook open(Optional<ReplicaSettings> replica, Duration patience) throws SQLException {
        return replica.isPresent() ? replicas.look(replica.get(), patience, dataSource) : dataSource.look(patience);
    }
}
