// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a thread gets whose transaction the manager ends on another one. */
class RolledBackMeanwhileTest {

    private static final String REFUSAL =
            "BINDKEY-148: The transaction of this thread was rolled back meanwhile, mostly by its timeout: "
                    + "end it before bind 'auth' is used again.";

    private int status = Status.STATUS_ACTIVE;

    private final TransactionServices services = new TransactionServices(
            answering(TransactionManager.class), answering(TransactionSynchronizationRegistry.class), false);
    private final UnopenedUnits units = new UnopenedUnits(Optional.of(services));
    private final ContainerManagedContexts contexts = units.contexts();
    private final Unit unit = units.of(
                    Map.of("binds.auth.url", "jdbc:h2:mem:auth", "binds.auth.transaction", "jta"), Map.of(), Map.of())
            .find("auth")
            .orElseThrow();

    /** It knows its status, and nothing else. */
    private <T> T answering(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                RolledBackMeanwhileTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().endsWith("Status") ? status : null));
    }

    /** A connection would be one outside of the transaction, and what is written on it would stay. */
    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK})
    void itGetsNeitherAnEntityManagerNorAConnection(int ended) {
        status = ended;
        assertThatThrownBy(() -> contexts.current(unit)).hasMessage(REFUSAL);
        assertThatThrownBy(() -> contexts.hooks().pool(unit).current())
                .isInstanceOf(SQLException.class)
                .hasMessage(REFUSAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED, Status.STATUS_UNKNOWN})
    void afterAnotherEndItGetsAConnectionOutsideOfIt(int ended) throws SQLException {
        status = ended;
        assertThat(contexts.hooks().pool(unit).current()).isNull();
    }
}
