// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.coordinator.TxControl;
import com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord;
import com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecordWrappingPlugin;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import com.arjuna.common.util.propertyservice.PropertiesFactory;
import io.bindkey.config.RecoverySettings;
import io.bindkey.message.TransactionProblems;
import io.bindkey.message.UnitProblem;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where Narayana keeps its log, and the name by which it knows its transactions again. Both hold for the whole JVM, so
 * what somebody else has set is left as it is. Touched only where Narayana is on the class path.
 */
final class NarayanaSettings {

    private static final String OBJECT_STORE = "binds-settings.transactions.object-store";
    private static final String NODE_NAME = "binds-settings.transactions.node-name";
    private static final int LONGEST_NODE_NAME = TxControl.NODE_NAME_SIZE;

    private final RecoverySettings settings;

    NarayanaSettings(RecoverySettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the settings.
     *
     * @return the directory of the log
     * @throws UnitProblem when they contradict what is in force, or the directory cannot be made
     */
    Path apply() {
        Path log = objectStore();
        try {
            Files.createDirectories(log);
            nodeName(log);
        } catch (IOException e) {
            throw new UnitProblem(TransactionProblems.objectStore(log.toString(), e.toString()), e);
        }
        JTAEnvironmentBean environment = jtaPropertyManager.getJTAEnvironmentBean();
        if (environment.getXAResourceRecordWrappingPlugin() == null) {
            environment.setXAResourceRecordWrappingPlugin(namesForTheLog());
        }
        return log;
    }

    /**
     * Where nothing needs two phases, nothing needs a log, and Narayana would make one all the same: it writes down where
     * other processes may ask for the status of transactions. Nobody asks, unless somebody has chosen a place for it.
     *
     * <p>It still makes a log when resources of somebody else need one.
     */
    static void withoutLog() {
        Path inForce = inForce();
        if (!isDefault(inForce)) {
            keepAllIn(inForce);
        } else if (!isSet("transactionStatusManagerEnable")) {
            arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
        }
    }

    /** {@return whether a file or a system property says so, in any of Narayana's spellings} */
    private static boolean isSet(String property) {
        return PropertiesFactory.getDefaultProperties().stringPropertyNames().stream()
                .anyMatch(name -> name.endsWith("." + property));
    }

    private static Path inForce() {
        return Path.of(arjPropertyManager.getObjectStoreEnvironmentBean().getObjectStoreDir())
                .toAbsolutePath()
                .normalize();
    }

    private Path objectStore() {
        Path inForce = inForce();
        Path wanted = settings.objectStore()
                .map(Path::of)
                .orElse(isDefault(inForce) ? Path.of("transaction-log") : inForce)
                .toAbsolutePath()
                .normalize();
        if (!isDefault(inForce) && !inForce.equals(wanted)) {
            throw new UnitProblem(
                    TransactionProblems.managerRunsOtherwise(OBJECT_STORE, wanted.toString(), inForce.toString()));
        }
        keepAllIn(wanted);
        return wanted;
    }

    /** Its three stores each have a directory of their own to set. */
    private static void keepAllIn(Path directory) {
        for (ObjectStoreEnvironmentBean store : List.of(
                arjPropertyManager.getObjectStoreEnvironmentBean(),
                BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, "communicationStore"),
                BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, "stateStore"))) {
            if (isDefault(Path.of(store.getObjectStoreDir()).toAbsolutePath())) {
                store.setObjectStoreDir(directory.toString());
            }
        }
    }

    /** {@return whether nobody has chosen it: it comes from Narayana's own file, or from no file at all} */
    private static boolean isDefault(Path store) {
        return store.endsWith("PutObjectStoreDirHere")
                || store.equals(Path.of("ObjectStore").toAbsolutePath());
    }

    /**
     * Without a name of its own, each process would take the others' transactions for its own, and roll back what another
     * one has yet to commit. A name that nobody chose is made up once and kept beside the log.
     */
    private void nodeName(Path log) throws IOException {
        String inForce = arjPropertyManager.getCoreEnvironmentBean().getNodeIdentifier();
        boolean isDefault = inForce == null || inForce.equals("1");
        String wanted = settings.nodeName().isPresent() || !isDefault
                ? settings.nodeName().orElse(inForce)
                : keptName(log.resolve("node-name"));
        if (wanted.getBytes(StandardCharsets.UTF_8).length > LONGEST_NODE_NAME) {
            throw new UnitProblem(TransactionProblems.nodeName(wanted, LONGEST_NODE_NAME));
        }
        if (!isDefault && !wanted.equals(inForce)) {
            throw new UnitProblem(TransactionProblems.managerRunsOtherwise(NODE_NAME, wanted, inForce));
        }
        try {
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(wanted);
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException(e);
        }
        TxControl.setXANodeName(wanted);
        recover(wanted);
    }

    private static String keptName(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(
                    file,
                    "bindkey-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
        }
        return Files.readString(file).strip();
    }

    private static void recover(String node) {
        JTAEnvironmentBean environment = jtaPropertyManager.getJTAEnvironmentBean();
        List<String> nodes = new ArrayList<>(environment.getXaRecoveryNodes());
        nodes.remove("1");
        if (!nodes.contains(node)) {
            nodes.add(node);
        }
        environment.setXaRecoveryNodes(nodes);
    }

    /**
     * {@return what writes names into the log}
     *
     * <p>Narayana keeps it for ever, so it must not come from the class loader of an application where Narayana belongs
     * to several.
     */
    private static XAResourceRecordWrappingPlugin namesForTheLog() {
        URL own = NarayanaSettings.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {own}, XAResourceRecord.class.getClassLoader())) {
            Constructor<?> constructor =
                    loader.loadClass(NarayanaNames.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (XAResourceRecordWrappingPlugin) constructor.newInstance();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("The names in Narayana's log cannot be kept", e);
        }
    }
}
