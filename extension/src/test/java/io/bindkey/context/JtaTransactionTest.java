// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.commit.JtaEnvironment;
import io.bindkey.commit.WritePolicy;
import io.bindkey.config.AcrossBinds;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.transaction.TransactionServices;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class JtaTransactionTest {

    private final JtaTransaction transaction = new JtaTransaction(JtaEnvironment.of(
            new TransactionServices(
                    nothing(TransactionManager.class), nothing(TransactionSynchronizationRegistry.class), false),
            new WritePolicy(AcrossBinds.FAIL, true, Telemetry.NONE)));

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                JtaTransactionTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    @Test
    void itsConnectionsMayBeUsedUntilItHasEnded() {
        assertThat(transaction.isOpen()).isTrue();
        transaction.end();
        assertThat(transaction.isOpen()).isFalse();
    }

    @Test
    void itDoesNotEndTwice() {
        transaction.end();
        assertThatThrownBy(transaction::end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A transaction that is ENDED cannot become ENDING");
    }
}
