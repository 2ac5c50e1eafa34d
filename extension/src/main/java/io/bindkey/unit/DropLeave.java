// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Whether tables of a bind may be dropped or emptied: as {@code schema.allow-drop} says, else in memory only. */
public final class DropLeave {

    private DropLeave() {}

    /** {@return what the settings alone tell, nothing for a data source of somebody else's that they say nothing of} */
    static Optional<Boolean> told(BindSettings settings) {
        return settings.schema()
                .allowDrop()
                .or(() -> settings.database() instanceof DatabaseSettings.Url url
                        ? Optional.of(url.inMemory())
                        : Optional.empty());
    }

    /**
     * {@return what the settings tell, else the database}
     *
     * @param settings of the bind
     * @param dataSource asked for only where the settings do not tell
     */
    public static boolean of(BindSettings settings, Supplier<DataSource> dataSource) {
        return told(settings).orElseGet(() -> isInMemory(dataSource));
    }

    private static boolean isInMemory(Supplier<DataSource> dataSource) {
        try (Connection connection = dataSource.get().getConnection()) {
            String url = connection.getMetaData().getURL();
            return url != null && DatabaseSettings.isInMemory(url);
        } catch (SQLException | RuntimeException unreachable) {
            return false;
        }
    }
}
