// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.RecoverySettings;
import io.bindkey.unit.Recovery;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who looks after transactions in doubt, and what is said where nobody does. */
class RecoveryChoiceTest {

    private static final Optional<TransactionServices> SERVER = Optional.of(new TransactionServices(
            nothing(TransactionManager.class), nothing(TransactionSynchronizationRegistry.class), false));

    private final List<Problem> problems = new ArrayList<>();

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                RecoveryChoiceTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    private Recovery of(Optional<TransactionServices> services, Optional<Boolean> wish, boolean xa) {
        return RecoveryChoice.of(
                services, new RecoverySettings(Optional.empty(), Optional.empty(), wish), xa, problems);
    }

    @Test
    void aServerThatLetsNobodyInIsWarnedOfWhereThereIsAnXaPool() {
        assertThat(of(SERVER, Optional.empty(), true)).isSameAs(RecoveryChoice.UNKNOWN_TO_SERVER);
        assertThat(of(SERVER, Optional.empty(), false)).isSameAs(Recovery.NONE);
        assertThat(problems).isEmpty();
    }

    @Test
    void theWarningCanBeAccepted() {
        assertThat(of(SERVER, Optional.of(false), true)).isSameAs(Recovery.NONE);
        assertThat(problems).isEmpty();
    }

    @Test
    void whoWantsWhatTheServerDoesNotDoIsTold() {
        of(SERVER, Optional.of(true), true);
        assertThat(problems)
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains(RecoverySettings.SWITCH);
    }

    @Test
    void withoutATransactionManagerThereIsNothingToSwitch() {
        assertThat(of(Optional.empty(), Optional.of(false), false)).isSameAs(Recovery.NONE);
        assertThat(problems)
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains(RecoverySettings.SWITCH);
    }
}
