// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.deployment.scan.ClassScan;
import io.bindkey.message.Failures;
import io.bindkey.message.Problems;
import io.bindkey.operation.HealthChecks;
import io.bindkey.platform.Platform;
import io.bindkey.repository.Repositories;
import io.bindkey.repository.UnitReferences;
import io.bindkey.transaction.TransactionsApi;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Inject;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The portable extension. Its observers stand in the order in which the container calls them: find the persistence
 * classes, assign them to binds, register beans, open the units, and close them at the end.
 *
 * <p>Everything that is wrong is told at once, in {@code AfterDeploymentValidation}: until then beans stand in also for
 * binds that have problems, so that the container does not complain of unsatisfied injection points before us.
 *
 * <p>Its state belongs to one deployment; the container uses it by one thread.
 */
public class BindKeyExtension implements Extension {

    private static final Logger LOG = System.getLogger("io.bindkey");

    /** The system property by which a command tells that it wants to see also what would be refused. */
    public static final String DIAGNOSIS = "io.bindkey.diagnosis";

    private final PersistenceClassSource source;
    private final Set<Class<?>> persistenceClasses = new TreeSet<>(Assignment.BY_NAME);
    private final Set<ClassLoader> loaders = new LinkedHashSet<>();
    private final InjectionPoints injectionPoints = new InjectionPoints();
    private final TransactionUse transactionUse = new TransactionUse();
    private final Repositories repositories = new Repositories();
    private final UnitReferences unitReferences = new UnitReferences();
    private Class<?> applicationBean = BindKeyExtension.class;
    private ServedBy transactionalServedBy = ServedBy.NOBODY;
    private DeploymentModel.@Nullable Result model;
    private @Nullable BindsRuntime runtime;
    private List<Problem> refusal = List.of();

    /** Where persistence classes come from: a scan, but for tests that hand them over. */
    @FunctionalInterface
    interface PersistenceClassSource {
        Set<Class<?>> classesOf(ClassLoader loader);
    }

    /** For the container. */
    public BindKeyExtension() {
        this(BindKeyExtension::scan);
    }

    BindKeyExtension(PersistenceClassSource source) {
        this.source = source;
    }

    private static Set<Class<?>> scan(ClassLoader loader) {
        ClassScan.Result result = ClassScan.of(loader);
        LOG.log(
                Level.DEBUG,
                "{0} persistence classes in {1} roots of {2}",
                result.classes().size(),
                result.roots(),
                loader);
        result.problems().forEach(problem -> LOG.log(Level.DEBUG, problem));
        return result.classes();
    }

    void scanOwnLoader(@Observes BeforeBeanDiscovery event) {
        ClassLoader own = applicationLoader();
        loaders.add(own);
        persistenceClasses.addAll(source.classesOf(own));
    }

    /** Persistence classes of bean archives must not become beans. */
    void collect(
            @Observes @WithAnnotations({Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class})
                    ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (Closure.isManaged(type)) {
            event.veto();
            persistenceClasses.add(type);
        } else if (type.isAnnotationPresent(Converter.class)) {
            persistenceClasses.add(type);
        }
    }

    /** What wants a persistence unit: generated repositories, and older code where there is no server to answer it. */
    void redirect(
            @Observes @WithAnnotations({Inject.class, PersistenceContext.class, PersistenceUnit.class})
                    ProcessAnnotatedType<?> event) {
        ClassLoader loader = event.getAnnotatedType().getJavaClass().getClassLoader();
        if (loader != null
                && !repositories.add(
                        event,
                        entity -> PersistenceXml.read(loader).unitOf(entity).isPresent())) {
            unitReferences.answer(
                    event, name -> Platform.current() == Platform.JAVA_SE && Configuration.hasBind(name, loader));
        }
    }

    /**
     * Open Liberty reads from the class itself what it has to inject there, finds the annotation that was taken away, and complains
     * of a missing unit with each instance.
     */
    <T> void fill(@Observes ProcessInjectionTarget<T> event, BeanManager beans) {
        if (repositories.hasUnit(event.getAnnotatedType().getJavaClass()) && Platform.current() == Platform.LIBERTY) {
            repositories.fill(event, beans);
        }
    }

    /** A further application class loader, as of a WAR in an EAR, shows itself by the beans in it. */
    void collect(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        injectionPoints.add(point);
        repositories.add(point);
        ClassLoader loader = point.getMember().getDeclaringClass().getClassLoader();
        if (!isApplications(loader)) {
            return;
        }
        if (loaders.add(loader)) {
            persistenceClasses.addAll(source.classesOf(loader));
        }
        if (applicationBean == BindKeyExtension.class && point.getBean() != null) {
            applicationBean = point.getBean().getBeanClass();
        }
    }

    void collect(@Observes ProcessObserverMethod<?, ?> event) {
        injectionPoints.add(event.getObserverMethod());
    }

    void collect(@Observes ProcessBeanAttributes<?> event) {
        transactionUse.add(event);
        repositories.add(event);
    }

    void registerBeans(@Observes AfterBeanDiscovery event) {
        Optional<DeploymentModel.Result> found =
                Configuration.read(persistenceClasses, injectionPoints.keys(), loader());
        if (found.isEmpty()) {
            event.addDefinitionError(new BindsDeploymentException(List.of(Problems.noConfiguration())));
            return;
        }
        DeploymentModel.Result result = found.get();
        model = result;
        BoundBeans beans = new BoundBeans(event, this::runtime);
        beans.addRouter();
        NavigableSet<String> keys = new TreeSet<>(result.keys());
        keys.addAll(injectionPoints.keys());
        keys.forEach(beans::addBind);
        repositories.assign(result.bindOf(), result.keys()).forEach(beans::addRepository);
        warn(repositories.warnings(result.bindOf()));
        event.addBean(new ReadOnlyInterceptor(this::runtime));
        if (HealthChecks.areVisible()) {
            result.config()
                    .binds()
                    .values()
                    .forEach(bind -> HealthChecks.register(
                            event, bind, applicationBean, () -> runtime().units()));
        }
    }

    /** Late, so that as much as possible of what others bring is known. */
    void registerTransactions(
            @Observes @Priority(Integer.MAX_VALUE - 1000) AfterBeanDiscovery event, BeanManager beanManager) {
        if (model != null && TransactionsApi.isOnClassPath()) {
            transactionalServedBy =
                    new TransactionBeans(event, beanManager).register(transactionUse, loader(), this::runtime);
        }
    }

    /** Late, so that what other extensions refuse is refused before databases are opened. */
    void start(@Observes @Priority(Integer.MAX_VALUE - 1000) AfterDeploymentValidation event, BeanManager beanManager) {
        if (model != null) {
            List<Problem> problems = new ArrayList<>(model.problems());
            problems.addAll(injectionPoints.unknown(model.keys()));
            problems.addAll(
                    repositories.problems(type -> !beanManager.getBeans(type).isEmpty()));
            problems.addAll(transactionUse.problems(transactionalServedBy));
            BindsRuntime started = BindsRuntime.prepare(model, beanManager, loader(), problems);
            runtime = started;
            started.start(problems);
            refusal = List.copyOf(problems);
            boolean kept = model.config().maintenance() && Boolean.getBoolean(DIAGNOSIS);
            if (!problems.isEmpty() && !kept) {
                started.close();
                event.addDeploymentProblem(new BindsDeploymentException(problems));
            }
            warn(transactionUse.warnings(transactionalServedBy, started.units()));
            warn(unitReferences.warnings());
        }
    }

    private static void warn(List<Problem> warnings) {
        warnings.forEach(warning -> LOG.log(Level.WARNING, warning.toString()));
    }

    /** Beans of the application may still use their binds while they are destroyed; after that, nobody does. */
    void stop(@Observes BeforeShutdown event) {
        if (runtime != null) {
            runtime.close();
        }
    }

    /** {@return what was deployed, for the command} */
    public Deployed deployed() {
        BindsRuntime started = runtime();
        return new Deployed(
                started.units(),
                started.schemas(),
                Objects.requireNonNull(model).keys(),
                refusal);
    }

    private BindsRuntime runtime() {
        if (runtime == null) {
            throw Failures.notOpenYet();
        }
        return runtime;
    }

    /** The loader of the entities: that of an application rather than that of a library which several share. */
    private ClassLoader loader() {
        return persistenceClasses.stream()
                .map(Class::getClassLoader)
                .filter(this::isApplications)
                .findFirst()
                .orElse(applicationLoader());
    }

    private static ClassLoader applicationLoader() {
        ClassLoader own = BindKeyExtension.class.getClassLoader();
        return own != null ? own : ClassLoader.getSystemClassLoader();
    }

    /** {@return whether a loader sees this very extension: the loaders of one application do, those of a server don't} */
    private boolean isApplications(@Nullable ClassLoader loader) {
        try {
            return loader != null && loader.loadClass(BindKeyExtension.class.getName()) == BindKeyExtension.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
