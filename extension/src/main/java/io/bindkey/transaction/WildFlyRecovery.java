// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.database.RecoveryConnections;
import io.bindkey.message.Secrets;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * The recovery of WildFly's own Narayana, which every two minutes asks the databases that it knows.
 *
 * <p>Its classes are in modules that applications do not see, and WildFly warns at each deployment of a JAR whose
 * manifest asks for them. So the two classes whose instances the manager gets are defined once more, beside the
 * interfaces that they implement; this one talks to it by reflection.
 */
final class WildFlyRecovery implements Recovery {

    private static final Logger LOG = System.getLogger(WildFlyRecovery.class.getName());
    private static final String NARAYANA = "org.jboss.jts";
    private static final String RECOVERY_MODULE = "com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule";
    private static final String HELPER = "com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper";

    private final Object module;
    private final Method add;
    private final Method remove;
    private final Constructor<?> newHelper;
    private final Constructor<?> newResource;
    private final Map<Unit, Object> helpers = new TreeMap<>();
    private final Map<Unit, RecoveryResource> databases = new ConcurrentHashMap<>();

    private WildFlyRecovery(ClassLoader narayana) throws ReflectiveOperationException, IOException {
        Class<?> type = narayana.loadClass(RECOVERY_MODULE);
        Class<?> helper = narayana.loadClass(HELPER);
        module = Objects.requireNonNull(
                type.getMethod("getRegisteredXARecoveryModule").invoke(null), "its recovery is off");
        add = type.getMethod("addXAResourceRecoveryHelper", helper);
        remove = type.getMethod("removeXAResourceRecoveryHelper", helper);
        Beside beside = new Beside(narayana);
        newHelper = accessible(beside.define("NarayanaHelper").getDeclaredConstructor(XAResource.class));
        newResource =
                accessible(beside.define("NarayanaResource").getDeclaredConstructor(String.class, XAResource.class));
    }

    /** {@return the recovery of that manager, empty if it is no WildFly's, or one that keeps its modules elsewhere} */
    static Optional<Recovery> of(TransactionManager manager) {
        try {
            return Optional.of(
                    new WildFlyRecovery(moduleLoader(manager.getClass().getClassLoader())));
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "No access to the recovery of WildFly", e);
            return Optional.empty();
        }
    }

    /** {@return the class loader of Narayana's module}, found by way of that of another module. */
    private static ClassLoader moduleLoader(ClassLoader other) throws ReflectiveOperationException {
        Object loader = call(call(other, "getModule"), "getModuleLoader");
        Object narayana =
                loader.getClass().getMethod("loadModule", String.class).invoke(loader, NARAYANA);
        return (ClassLoader) call(narayana, "getClassLoader");
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    private static Constructor<?> accessible(Constructor<?> constructor) {
        constructor.setAccessible(true);
        return constructor;
    }

    /** Sees Narayana's classes, and a few of ours anew. */
    private static final class Beside extends ClassLoader {

        Beside(ClassLoader narayana) {
            super(narayana);
        }

        Class<?> define(String simpleName) throws IOException {
            try (InputStream in = WildFlyRecovery.class.getResourceAsStream(simpleName + ".class")) {
                byte[] code = Objects.requireNonNull(in, simpleName).readAllBytes();
                return defineClass(WildFlyRecovery.class.getPackageName() + "." + simpleName, code, 0, code.length);
            }
        }
    }

    @Override
    public boolean isOn() {
        return true;
    }

    /** Other applications share the server's log, and may have a bind of the same key: the database tells them apart. */
    @Override
    public XAResource named(Unit unit, XAResource branch) {
        String database = Secrets.mask(unit.settings().database().identity());
        return (XAResource) make(newResource, "bindkey:" + unit.key() + "@" + database, branch);
    }

    @Override
    public synchronized void add(Unit unit, RecoveryConnections connections) {
        RecoveryResource database = new RecoveryResource(unit, connections);
        Object helper = make(newHelper, named(unit, database));
        tell(add, helper);
        databases.put(unit, database);
        helpers.put(unit, helper);
    }

    /** Its log has what is committed, and its scans come by themselves. */
    @Override
    public void untold(Unit unit, Xid xid, boolean commit) {
        RecoveryResource database = databases.get(unit);
        if (database != null && !commit) {
            database.untold().add(xid, false);
        }
    }

    @Override
    public synchronized void remove(Unit unit) {
        databases.remove(unit);
        Object helper = helpers.remove(unit);
        if (helper != null) {
            tell(remove, helper);
        }
    }

    @Override
    public synchronized void close() {
        helpers.values().forEach(helper -> tell(remove, helper));
        helpers.clear();
    }

    private static Object make(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(Method method, Object helper) {
        try {
            method.invoke(module, helper);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("WildFly's recovery refuses: " + method.getName(), e);
        }
    }
}
