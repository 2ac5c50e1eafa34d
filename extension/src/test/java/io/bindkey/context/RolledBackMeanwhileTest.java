// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.TransactionOutcome;
import io.bindkey.commit.CompletionListener;
import io.bindkey.config.AcrossBinds;
import io.bindkey.config.BindsReader;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import io.bindkey.unit.UnitDefinition;
import io.bindkey.unit.UnitEnvironment;
import io.bindkey.unit.Units;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final ContainerManagedContexts contexts =
            new ContainerManagedContexts(Optional.of(services), Recovery.NONE, AcrossBinds.FAIL, nobody(), noRequest());
    private final Unit unit = unit();

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

    private Unit unit() {
        BindsReader.Result read = BindsReader.read(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(
                                Map.of("binds.auth.url", "jdbc:h2:mem:auth", "binds.auth.transaction", "jta"),
                                "test",
                                100))
                        .build(),
                List.of());
        List<Problem> problems = new ArrayList<>();
        List<UnitDefinition> definitions = read.config().binds().values().stream()
                .filter(settings -> settings.key().equals("auth"))
                .map(settings -> new UnitDefinition(
                        settings,
                        List.of(),
                        List.of(),
                        List.of(),
                        RolledBackMeanwhileTest.class.getClassLoader(),
                        root()))
                .toList();
        Units units = Units.prepare(
                definitions,
                new UnitEnvironment(
                        Optional.of(services),
                        Recovery.NONE,
                        contexts.hooks(),
                        new Object(),
                        Optional::empty,
                        name -> Optional.empty(),
                        false,
                        () -> {
                            throw new IllegalStateException("No unit is opened here");
                        },
                        opened -> {}),
                problems);
        assertThat(problems).isEmpty();
        return units.find("auth").orElseThrow();
    }

    private static URL root() {
        try {
            return URI.create("file:/").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CurrentRequest noRequest() {
        return new CurrentRequest() {
            @Override
            public RequestContext get() {
                throw new ContextNotActiveException();
            }

            @Override
            public @Nullable RequestContext ifTouched() {
                return null;
            }
        };
    }

    private static CompletionListener nobody() {
        return new CompletionListener() {
            @Override
            public void before(String key) {}

            @Override
            public void after(String key, TransactionOutcome outcome) {}
        };
    }
}
