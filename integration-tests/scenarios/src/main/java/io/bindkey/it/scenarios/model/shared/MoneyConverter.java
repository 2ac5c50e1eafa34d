// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.shared;

import jakarta.inject.Inject;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Serves every bind. */
@Converter(autoApply = true)
public class MoneyConverter implements AttributeConverter<Money, String> {

    @Inject
    Currency currency;

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Money money) {
        return money == null ? null : currency.written(money);
    }

    @Override
    public @Nullable Money convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : currency.read(column);
    }
}
