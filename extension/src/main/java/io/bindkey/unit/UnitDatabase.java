// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.DatabaseSettings;
import io.bindkey.database.ChangedRows;
import io.bindkey.database.Product;
import io.bindkey.database.ReachedDatabase;
import java.util.Optional;

/**
 * Which database a bind is on.
 *
 * @param settings of it
 * @param reached what it has told of itself, if it was ever reached
 */
public record UnitDatabase(DatabaseSettings settings, Optional<ReachedDatabase> reached) {

    /** {@return whether the other one is the same, as far as can be told} */
    public boolean isTheSameAs(UnitDatabase other) {
        return settings.identity().equals(other.settings.identity())
                || (reached.isPresent()
                        && other.reached.filter(reached.get()::isTheSameAs).isPresent());
    }

    /** {@return what it is; it was reached} */
    Product product() {
        return Product.of(reached.orElseThrow().product());
    }

    /** {@return how it tells what a transaction has changed} */
    ChangedRows changedRows() {
        return reached.map(ReachedDatabase::changedRows).orElse(ChangedRows.NOT_TOLD);
    }
}
