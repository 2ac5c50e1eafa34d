// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.ReplicaSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.database.Drivers;
import io.bindkey.database.Product;
import io.bindkey.message.ReplicaProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.provider.Provider;
import io.bindkey.replica.ReplicaPool;
import io.bindkey.replica.Replicas;
import io.bindkey.replica.WrittenSoFar;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of a unit, which is not open yet.
 *
 * @param drivers by the replicas that have a url
 */
record UnitReplicas(BindSettings bind, Map<ReplicaSettings, Class<?>> drivers) {

    /** {@return those of a unit; what they lack is a {@link UnitProblem}} */
    static UnitReplicas find(UnitDefinition definition, Provider provider) {
        BindSettings bind = definition.settings();
        Map<ReplicaSettings, Class<?>> drivers = new LinkedHashMap<>();
        if (!bind.replicas().isEmpty() && !provider.readsOnConnections()) {
            throw new UnitProblem(ReplicaProblems.notWithProvider(bind.key(), provider.name()));
        }
        for (ReplicaSettings replica : bind.replicas()) {
            if (replica.database() instanceof DatabaseSettings.Url url) {
                drivers.put(
                        replica, Drivers.find(bind.key(), url, TransactionKind.RESOURCE_LOCAL, definition.loader()));
            }
        }
        return new UnitReplicas(bind, drivers);
    }

    /**
     * {@return the replicas, opened, null if there are none}
     *
     * @param primary gives connections to the bind's own database
     * @param dataSource of the bind, which finds somebody else's
     */
    @Nullable
    Replicas open(Product product, WrittenSoFar.Connections primary, UnitDataSource dataSource) {
        if (bind.replicas().isEmpty()) {
            return null;
        }
        if (!Replicas.areKnown(product)) {
            throw new UnitProblem(
                    ReplicaProblems.notWithProduct(bind.key(), product.name().toLowerCase(Locale.ROOT)));
        }
        List<ReplicaPool> pools = new ArrayList<>();
        try {
            for (ReplicaSettings replica : bind.replicas()) {
                pools.add(pool(replica, dataSource));
            }
            return new Replicas(bind.key(), bind.reading(), product, bind.passwords(), primary, pools);
        } catch (SQLException | RuntimeException e) {
            pools.forEach(ReplicaPool::close);
            throw UnitProblem.within(e)
                    .orElseGet(() -> new UnitProblem(
                            ReplicaProblems.notOpened(bind.key(), Secrets.reason(e, bind.passwords()))));
        }
    }

    /** As {@link UnitLooks#open}. */
    UnitLook look(ReplicaSettings replica, Duration patience, UnitDataSource dataSource) throws SQLException {
        if (replica.database() instanceof DatabaseSettings.Url url) {
            url.credentials().ask(UnitProblem::new);
            Class<?> driver = Objects.requireNonNull(drivers.get(replica));
            return UnitLook.at(bind.toReadFrom(replica), url, driver, patience);
        }
        return UnitLook.by(dataSource.find(bind.key(), ((DatabaseSettings.Named) replica.database()).name()));
    }

    private ReplicaPool pool(ReplicaSettings replica, UnitDataSource dataSource) throws SQLException {
        return replica.database() instanceof DatabaseSettings.Url url
                ? new ReplicaPool(
                        bind.toReadFrom(replica),
                        replica.name(),
                        url,
                        Objects.requireNonNull(drivers.get(replica)),
                        dataSource.telemetry())
                : new ReplicaPool(
                        replica.name(),
                        dataSource.find(bind.key(), ((DatabaseSettings.Named) replica.database()).name()));
    }
}
