// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.rules;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

public class Contract {

    public @Nullable Long id;

    @NotNull
    @Size(max = 40)
    @Permitted
    @Permitted(groups = Removal.class)
    @SuppressWarnings("NullAway.Init") // what is wrong shall be possible
    public String text;

    @KnownUser
    public @Nullable String party;

    /** The group of what must hold when a contract is removed. */
    public interface Removal {}

    public static Contract withoutText() {
        Contract contract = new Contract();
        contract.id = 1L;
        return contract;
    }

    public static Contract of(String text) {
        Contract contract = new Contract();
        contract.id = (long) text.hashCode();
        contract.text = text;
        return contract;
    }

    public static Contract with(String party) {
        Contract contract = of("with " + party);
        contract.party = party;
        return contract;
    }
}
