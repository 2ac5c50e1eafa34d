// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;

/**
 * Tells the manager that a resource knows one phase only, so that it is committed last, between the votes and the
 * commits of the others. Managers know such a resource by a marker interface of their own.
 *
 * <p>One for the application: to look for a marker that a server does not have takes as long as some transactions.
 */
public final class LastResource {

    /** Narayana's own, and the one of WildFly. */
    private static final List<String> MARKERS =
            List.of("com.arjuna.ats.jta.resources.LastResourceCommitOptimisation", "org.jboss.tm.LastResource");

    private final TransactionServices services;
    private final ClassLoader loader;
    private final Class<?>[] interfaces;

    private LastResource(TransactionServices services, ClassLoader loader, Class<?>[] interfaces) {
        this.services = services;
        this.loader = loader;
        this.interfaces = interfaces;
    }

    /** {@return the one of a manager} */
    public static LastResource of(TransactionServices services) {
        ClassLoader loader = services.manager().getClass().getClassLoader();
        List<Class<?>> interfaces = new ArrayList<>();
        for (String marker : services.onClassPath() ? List.<String>of() : MARKERS) {
            try {
                interfaces.add(Class.forName(marker, false, loader));
            } catch (ClassNotFoundException | LinkageError anotherManager) {
                // Then it does not look for it either.
            }
        }
        if (!interfaces.isEmpty()) {
            interfaces.add(XAResource.class);
        }
        return new LastResource(services, loader, interfaces.toArray(Class<?>[]::new));
    }

    /** {@return the resource under the marker of the manager, if that has one} */
    public XAResource mark(XAResource resource) {
        if (services.onClassPath()) {
            return new NarayanaLastResource(resource);
        }
        if (interfaces.length == 0) {
            return resource;
        }
        return (XAResource) Proxy.newProxyInstance(loader, interfaces, (proxy, method, args) -> {
            try {
                return switch (method.getName()) {
                    case "equals" -> args != null && proxy == args[0];
                    default -> method.invoke(resource, args);
                };
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        });
    }
}
