// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import static io.bindkey.context.TransactionState.ACTIVE;
import static io.bindkey.context.TransactionState.INACTIVE;
import static io.bindkey.context.TransactionState.MARKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionStateTest {

    @Test
    void aLife() {
        assertThat(INACTIVE.begun()).isEqualTo(ACTIVE);
        assertThat(ACTIVE.marked()).isEqualTo(MARKED);
        assertThat(MARKED.marked()).isEqualTo(MARKED);
        assertThat(ACTIVE.ended()).isEqualTo(INACTIVE);
        assertThat(MARKED.ended()).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "MARKED"})
    void whatIsActiveIsNotBegunAgain(TransactionState active) {
        assertThatThrownBy(active::begun)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-127: A transaction is active already: commit it or roll it back first.");
    }

    @Test
    void whatIsNotActiveIsNeitherMarkedNorEnded() {
        assertThatThrownBy(INACTIVE::marked)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-128: No transaction is active: it has ended already, or begin() was not called.");
        assertThatThrownBy(INACTIVE::ended)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-128: No transaction is active: it has ended already, or begin() was not called.");
    }
}
