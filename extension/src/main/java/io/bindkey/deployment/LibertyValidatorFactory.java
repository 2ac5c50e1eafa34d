// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.platform.Jndi;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.enterprise.inject.spi.Unmanaged.UnmanagedInstance;
import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ParameterNameProvider;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorContext;
import jakarta.validation.ValidatorFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.naming.NamingException;

/**
 * Open Liberty's {@code ValidatorFactory}, with constraint validators that see the beans of the application. Its own are made by a
 * bean manager of the server, which knows none of them (26.0.0.3).
 *
 * <p>This class is touched only where Open Liberty has such a bean, and with it Bean Validation. Safe for use by several
 * threads, of which each asks the server for the factory of its module.
 */
final class LibertyValidatorFactory implements ValidatorFactory {

    private static final String WITHOUT_APPLICATION =
            "org.hibernate.validator.cdi.internal.InjectingConstraintValidatorFactory";

    private final ValidatorFactory server;
    private final ConstraintValidatorFactory injected = new Injected();

    private LibertyValidatorFactory(ValidatorFactory server) {
        this.server = server;
    }

    /** {@return the factory to use instead of the server's} */
    static Object over(Object server) {
        return new LibertyValidatorFactory((ValidatorFactory) server);
    }

    @Override
    public ConstraintValidatorFactory getConstraintValidatorFactory() {
        ConstraintValidatorFactory own = server.getConstraintValidatorFactory();
        // The application may have named one, in META-INF/validation.xml.
        return own.getClass().getName().equals(WITHOUT_APPLICATION) ? injected : own;
    }

    @Override
    public ValidatorContext usingContext() {
        return server.usingContext().constraintValidatorFactory(getConstraintValidatorFactory());
    }

    @Override
    public Validator getValidator() {
        return usingContext().getValidator();
    }

    @Override
    public MessageInterpolator getMessageInterpolator() {
        return server.getMessageInterpolator();
    }

    @Override
    public TraversableResolver getTraversableResolver() {
        return server.getTraversableResolver();
    }

    @Override
    public ParameterNameProvider getParameterNameProvider() {
        return server.getParameterNameProvider();
    }

    @Override
    public ClockProvider getClockProvider() {
        return server.getClockProvider();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return server.unwrap(type);
    }

    /** It is the server's to close. */
    @Override
    public void close() {}

    /** Makes instances by the container of the current module, which injects into them and destroys them. */
    private static final class Injected implements ConstraintValidatorFactory {

        private final Map<ConstraintValidator<?, ?>, UnmanagedInstance<?>> instances =
                Collections.synchronizedMap(new IdentityHashMap<>());

        @Override
        public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
            UnmanagedInstance<T> instance = new Unmanaged<>(ofModule(), type)
                    .newInstance()
                    .produce()
                    .inject()
                    .postConstruct();
            instances.put(instance.get(), instance);
            return instance.get();
        }

        /** In an EAR, {@code CDI.current()} may be that of the library that holds BindKey, which sees no bean of the modules. */
        private static BeanManager ofModule() {
            try {
                if (Jndi.lookup("java:comp/BeanManager") instanceof BeanManager found) {
                    return found;
                }
            } catch (NamingException outsideOfAComponent) {
                // A thread of the application's own.
            }
            return CDI.current().getBeanManager();
        }

        @Override
        public void releaseInstance(ConstraintValidator<?, ?> validator) {
            UnmanagedInstance<?> instance = instances.remove(validator);
            if (instance != null) {
                instance.preDestroy().dispose();
            }
        }
    }
}
