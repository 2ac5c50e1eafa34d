// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @ParameterizedTest
    @CsvSource({"atuh,auth", "auht,auth", "AUTH,auth", "mtea,meta", "metas,meta", "defualt,default", "aut,auth"})
    void findsTheNearestName(String written, String meant) {
        assertThat(Suggestion.nearest(written, List.of("default", "auth", "meta")))
                .contains(meant);
    }

    @Test
    void keepsSilentWhenNothingIsNear() {
        assertThat(Suggestion.nearest("reports", List.of("default", "auth", "meta")))
                .isEmpty();
        assertThat(Suggestion.nearest("x", List.of())).isEmpty();
    }
}
