// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.provider.TransactionPlatform;
import io.bindkey.telemetry.Operation;
import io.bindkey.telemetry.Telemetry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the platform gives to the units.
 *
 * @param transactions the transaction manager, where there is one
 * @param recovery what becomes of transactions in doubt
 * @param hooks what decides about connections
 * @param telemetry hears of the binds
 * @param beanManager the CDI bean manager, handed to providers so that converters and listeners are injected
 * @param validatorFactory the CDI bean {@code ValidatorFactory}, where there is one; asked for when a unit opens
 * @param namedDataSources the CDI beans of type {@code DataSource} by {@code @Named}
 * @param maintenance whether units open at first use only, and are not migrated then
 * @param schemas where schema operations go that providers are asked for; not asked before a unit opens
 * @param openedLate called when a lazy unit has been opened; what it throws closes the unit again
 */
public record UnitEnvironment(
        Optional<TransactionPlatform> transactions,
        Recovery recovery,
        TransactionHooks hooks,
        Telemetry telemetry,
        Object beanManager,
        Supplier<Optional<Object>> validatorFactory,
        Function<String, Optional<DataSource>> namedDataSources,
        boolean maintenance,
        Supplier<SchemaDoor> schemas,
        Consumer<Unit> openedLate) {

    /** {@return what the opening of a bind gives, of which telemetry hears} */
    <T> T opening(String key, Supplier<T> work) {
        Operation opening = telemetry.of(key).beginOpening();
        boolean failed = true;
        try {
            T opened = work.get();
            failed = false;
            return opened;
        } finally {
            opening.end(failed);
        }
    }
}
