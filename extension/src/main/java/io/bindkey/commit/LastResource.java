// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.transaction.TransactionServices;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;

/**
 * Tells the manager that a resource knows one phase only, so that it is committed last, between the votes and the
 * commits of the others. Managers know such a resource by a marker interface of their own.
 */
final class LastResource {

    /** Narayana's own, and the one of WildFly. */
    private static final List<String> MARKERS =
            List.of("com.arjuna.ats.jta.resources.LastResourceCommitOptimisation", "org.jboss.tm.LastResource");

    private LastResource() {}

    static XAResource mark(XAResource resource, TransactionServices services) {
        ClassLoader loader = services.manager().getClass().getClassLoader();
        List<Class<?>> interfaces = new ArrayList<>();
        for (String marker : MARKERS) {
            try {
                interfaces.add(Class.forName(marker, false, loader));
            } catch (ClassNotFoundException | LinkageError anotherManager) {
                // Then it does not look for it either.
            }
        }
        if (interfaces.isEmpty()) {
            return resource;
        }
        interfaces.add(XAResource.class);
        return (XAResource)
                Proxy.newProxyInstance(loader, interfaces.toArray(Class<?>[]::new), (proxy, method, args) -> {
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
