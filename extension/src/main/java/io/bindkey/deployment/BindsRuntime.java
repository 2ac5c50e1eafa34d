// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.commit.Completion;
import io.bindkey.commit.WritePolicy;
import io.bindkey.config.ConsoleSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.operation.ManagedBinds;
import io.bindkey.provider.TransactionPlatform;
import io.bindkey.request.RequestStorage;
import io.bindkey.router.Routing;
import io.bindkey.schema.Schemas;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.transaction.RecoveryChoice;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.transaction.TransactionsApi;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import io.bindkey.unit.UnitDefinition;
import io.bindkey.unit.UnitEnvironment;
import io.bindkey.unit.Units;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * What lives as long as the application.
 *
 * @param contexts the current persistence contexts
 * @param units the persistence units
 * @param recovery what becomes of transactions in doubt
 * @param routing the router and the binds
 * @param schemas the schema operations
 * @param validatorFactory what the units validate with
 * @param managed what JMX shows of the units
 * @param telemetry hears of the binds
 * @param console for development, where that is switched on
 */
record BindsRuntime(
        ContainerManagedContexts contexts,
        Units units,
        Recovery recovery,
        Routing routing,
        Schemas schemas,
        ValidatorFactoryBean validatorFactory,
        ManagedBinds managed,
        Telemetry telemetry,
        ConsoleDoor console) {

    private static final Logger LOG = System.getLogger("io.bindkey");

    /**
     * Puts it together without opening anything.
     *
     * @param model of the deployment
     * @param beanManager of the application
     * @param loader of the application
     * @param problems receives what is wrong
     */
    static BindsRuntime prepare(
            DeploymentModel.Result model, BeanManager beanManager, ClassLoader loader, List<Problem> problems) {
        Optional<TransactionServices> found = transactions(loader);
        boolean maintenance = model.config().maintenance();
        // Maintenance goes on beside the running application, which has the log.
        Recovery recovery = maintenance
                ? Recovery.NONE
                : RecoveryChoice.of(found, model.config().recovery(), hasXaPool(model.definitions()), problems);
        // In Java SE there is another manager by now, one that tells more.
        Optional<TransactionServices> transactions =
                found.flatMap(services -> services.onClassPath() ? transactions(loader) : found);
        ConsoleDoor console = new ConsoleDoor(
                maintenance ? ConsoleSettings.OFF : model.config().console(), beanManager, loader);
        Telemetry telemetry =
                console.listening(maintenance ? Telemetry.NONE : TelemetryBeans.find(model.config(), beanManager));
        RequestStorage requests = new RequestStorage(beanManager);
        AtomicReference<Units> opened = new AtomicReference<>();
        ContainerManagedContexts contexts = new ContainerManagedContexts(
                transactions,
                recovery,
                new WritePolicy(model.config().across(), transactions.isPresent(), telemetry),
                new Completion(
                        new CompletionOfReplicas(
                                new CompletionEvents(
                                        beanManager, model.config().binds().keySet()),
                                model.config().binds().values().stream()
                                        .anyMatch(bind -> !bind.replicas().isEmpty()),
                                () -> Objects.requireNonNull(opened.get())),
                        telemetry),
                requests);
        requests.serve(contexts);
        AtomicReference<Schemas> later = new AtomicReference<>();
        Consumer<Unit> openedLate = maintenance
                ? unit -> {}
                : unit -> Objects.requireNonNull(later.get()).startLazy(unit);
        ValidatorFactoryBean validatorFactory =
                ValidatorFactoryBean.find(model.definitions(), beanManager, loader, problems);
        UnitEnvironment environment = new UnitEnvironment(
                transactions.map(TransactionPlatform.class::cast),
                recovery,
                contexts.hooks(),
                telemetry,
                beanManager,
                validatorFactory::get,
                name -> namedDataSource(beanManager, name),
                maintenance,
                () -> Objects.requireNonNull(later.get()),
                openedLate);
        Units units = Units.prepare(model.definitions(), environment, problems);
        opened.set(units);
        Schemas schemas = new Schemas(units, contexts);
        later.set(schemas);
        problems.addAll(schemas.check());
        return new BindsRuntime(
                contexts,
                units,
                recovery,
                new Routing(units, contexts, schemas),
                schemas,
                validatorFactory,
                new ManagedBinds(units),
                telemetry,
                console);
    }

    /** {@return the transaction manager, where there is one} */
    static Optional<TransactionServices> transactions(ClassLoader loader) {
        return TransactionsApi.isOnClassPath() ? TransactionServices.find(loader) : Optional.empty();
    }

    private static boolean hasXaPool(List<UnitDefinition> definitions) {
        return definitions.stream()
                .map(UnitDefinition::settings)
                .anyMatch(bind -> bind.active()
                        && bind.database() instanceof DatabaseSettings.Url
                        && bind.transaction().filter(TransactionKind.XA::equals).isPresent());
    }

    private static Optional<DataSource> namedDataSource(BeanManager beanManager, String name) {
        Set<Bean<?>> beans = beanManager.getBeans(DataSource.class, NamedLiteral.of(name));
        if (beans.isEmpty()) {
            return Optional.empty();
        }
        Bean<?> bean = beanManager.resolve(beans);
        return Optional.of((DataSource)
                beanManager.getReference(bean, DataSource.class, beanManager.createCreationalContext(bean)));
    }

    /**
     * Opens the units and does what they want done with their schemas. If there are problems already, it only looks whether
     * the databases have some, too.
     */
    void start(List<Problem> problems) {
        if (problems.isEmpty()) {
            units.start(problems);
        } else {
            units.tryOut(problems);
        }
        if (problems.isEmpty()) {
            recovery.start();
            problems.addAll(schemas.start());
        }
        if (problems.isEmpty()) {
            LOG.log(Level.INFO, StartReport.of(units));
            units.lookAfter();
            managed.register();
            console.open(units, routing, schemas);
        }
    }

    void close() {
        console.close();
        managed.close();
        recovery.close();
        units.close();
        validatorFactory.close();
        telemetry.close();
    }
}
