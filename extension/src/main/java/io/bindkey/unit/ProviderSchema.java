// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.SchemaReport.Action;
import io.bindkey.config.BindSettings;
import io.bindkey.message.SchemaFailures;
import io.bindkey.message.UnitProblem;
import io.bindkey.provider.ProviderRemoval;
import io.bindkey.provider.SchemaRequests;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the schema operations that the provider of one unit is asked for. While its factory is built they come from
 * its properties: what removes needs leave. Later they come from the application, and go through the door.
 */
final class ProviderSchema implements SchemaRequests {

    private final Unit unit;
    private final DataSource dataSource;
    private final Supplier<SchemaDoor> door;
    private volatile @Nullable EntityManagerFactory factory;

    /**
     * @param dataSource unguarded
     * @param door asked for when it is needed
     */
    ProviderSchema(Unit unit, DataSource dataSource, Supplier<SchemaDoor> door) {
        this.unit = unit;
        this.dataSource = dataSource;
        this.door = door;
    }

    void opened(EntityManagerFactory opened) {
        factory = opened;
    }

    @Override
    public boolean isOpen() {
        return factory != null;
    }

    /**
     * Fails with a {@link UnitProblem} when something in the properties of the unit would remove tables or rows, and must not.
     *
     * @param properties those of the bind, or all that the provider has found
     */
    void requireLeave(Map<String, ?> properties) {
        unit.provider().removal(properties).ifPresent(this::requireLeave);
    }

    @Override
    public void requireLeaveToRemove(Map<String, ?> properties) {
        requireLeave(unit.provider().removal(properties).orElseGet(ProviderRemoval::unknown));
    }

    private void requireLeave(ProviderRemoval removal) {
        BindSettings settings = unit.settings();
        if (settings.schema().migration().isPresent() || !DropLeave.of(settings, () -> dataSource)) {
            throw new UnitProblem(removal.refusal(settings));
        }
    }

    @Override
    public void requireRemovable(Optional<Object> mapping) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            door.get().requireRemovable(unit, mapping, connection);
        }
    }

    @Override
    public void change(Action action, Map<String, ?> options, boolean createSchemas) {
        requireWhole(action, options);
        door.get().change(action, List.of(unit), createSchemas);
    }

    @Override
    public List<String> differences(Map<String, ?> options) {
        requireWhole(Action.VALIDATE, options);
        return door.get().differences(unit);
    }

    private void requireWhole(Action action, Map<String, ?> options) {
        Map<String, Object> own = Objects.requireNonNull(factory).getProperties();
        for (String name : unit.provider().narrowing()) {
            if (!Objects.equals(own.get(name), options.get(name))) {
                throw SchemaFailures.partOfSchema(action, unit.key());
            }
        }
    }

    @Override
    public String key() {
        return unit.key();
    }
}
