// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.annotation.Annotation;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreDestroyCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link BindTest} does, in the order in which JUnit asks for it. */
final class BindTestExtension
        implements BeforeAllCallback,
                TestInstancePostProcessor,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                TestInstancePreDestroyCallback,
                ParameterResolver {

    static final Namespace NAMESPACE = Namespace.create(BindTestExtension.class);

    /** A class that holds the application until its last test has ended. */
    private record Lease(OneApplication one, TestApplication application, Class<?> holder)
            implements CloseableResource {

        @Override
        public void close() {
            one.release(application);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        application(context);
    }

    /** With one instance for all tests of a class, it is made before all else. */
    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
        application(context).inject(test);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        application(context).begin(find(context, Committed.class).isPresent());
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        TestApplication application = application(context);
        application.flush();
        application.statements().forget();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            TestApplication application = application(context);
            application.flush();
            find(context, MaxStatements.class)
                    .ifPresent(most -> application.statements().requireAtMost(most.value()));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestApplication application = application(context);
        Optional<AssertionError> complaint =
                context.getExecutionException().isEmpty() ? application.complaint() : Optional.empty();
        application.end();
        if (complaint.isPresent()) {
            throw complaint.get();
        }
    }

    @Override
    public void preDestroyTestInstance(ExtensionContext context) {
        TestInstancePreDestroyCallback.preDestroyTestInstances(context, application(context)::release);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Statements.class || type == Faults.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestApplication application = application(context);
        return parameter.getParameter().getType() == Statements.class ? application.statements() : application.faults();
    }

    /** {@return that of the class or of the one around it, started now if this is the first who asks} */
    private static TestApplication application(ExtensionContext context) {
        Lease lease = context.getStore(NAMESPACE).get(Lease.class, Lease.class);
        Class<?> test = context.getRequiredTestClass();
        if (lease != null) {
            if (test != lease.holder() && test.isMemberClass() && test.isAnnotationPresent(BindTest.class)) {
                throw TestFailures.nested(test);
            }
            return lease.application();
        }
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        TestSettings settings = TestSettings.of(
                test,
                AnnotationSupport.findAnnotation(test, BindTest.class).orElseThrow(),
                AnnotationSupport.findRepeatableAnnotations(test, OnDatabase.class));
        OneApplication one = OneApplication.of(context);
        TestApplication application = one.get(settings);
        ofClass.getStore(NAMESPACE).put(Lease.class, new Lease(one, application, test));
        return application;
    }

    /** {@return the annotation of the method, else of its class or of one around that} */
    private static <A extends Annotation> Optional<A> find(ExtensionContext context, Class<A> type) {
        Optional<A> found = AnnotationSupport.findAnnotation(context.getTestMethod(), type);
        for (Class<?> test = context.getRequiredTestClass();
                found.isEmpty() && test != null;
                test = test.getEnclosingClass()) {
            found = AnnotationSupport.findAnnotation(test, type);
        }
        return found;
    }
}
