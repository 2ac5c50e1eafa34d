// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import com.arjuna.ats.arjuna.AtomicAction;
import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.arjuna.recovery.RecoveryModule;
import com.arjuna.ats.arjuna.state.InputObjectState;
import com.arjuna.ats.internal.arjuna.common.UidHelper;
import com.arjuna.ats.internal.jta.recovery.arjunacore.RecoveryXids;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.RecoverySettings;
import io.bindkey.database.RecoveryConnections;
import io.bindkey.message.TransactionProblems;
import io.bindkey.message.UnitProblem;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Narayana's recovery manager in Java SE, where nobody else starts it. Touched only where Narayana is on the class path.
 *
 * <p>It holds a lock on the log as long as it lives: two recovery managers on one log would end each other's
 * transactions.
 */
final class NarayanaRecovery implements Recovery {

    private static final Logger LOG = System.getLogger(NarayanaRecovery.class.getName());

    private final Optional<FileChannel> lock;
    private final NarayanaLog log = new NarayanaLog();
    private final Map<Unit, Known> known = new ConcurrentSkipListMap<>();
    private final AtomicBoolean isScanning = new AtomicBoolean();
    private volatile @Nullable RecoveryManager manager;
    private @Nullable XARecoveryModule module;
    private boolean started;

    /** What recovery knows of one bind. */
    private record Known(String name, RecoveryResource database, XAResourceRecoveryHelper helper) {}

    /** Without a lock it is switched off. */
    private NarayanaRecovery(Optional<FileChannel> lock) {
        this.lock = lock;
    }

    static Recovery prepare(RecoverySettings settings, List<Problem> problems) {
        try {
            Path log = new NarayanaSettings(settings).apply();
            Optional<FileChannel> lock = settings.enabled() ? Optional.of(lock(log)) : Optional.empty();
            NarayanaTransactions.install();
            return new NarayanaRecovery(lock);
        } catch (UnitProblem e) {
            problems.add(e.problem());
            return NONE;
        }
    }

    private static FileChannel lock(Path log) {
        try {
            FileChannel channel =
                    FileChannel.open(log.resolve("bindkey.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
            throw new UnitProblem(TransactionProblems.objectStore(log.toString(), "another process uses it"));
        } catch (IOException e) {
            throw new UnitProblem(TransactionProblems.objectStore(log.toString(), e.toString()), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byAnotherApplicationOfThisJvm) {
            return false;
        }
    }

    @Override
    public boolean isOn() {
        return lock.isPresent();
    }

    /**
     * Nobody shares the log, so the key says enough, also when the database has moved. What nobody will read is not written
     * there: that costs some microseconds.
     */
    @Override
    public XAResource named(Unit unit, XAResource branch) {
        String name = nameOf(unit);
        return isOn() ? new LoggedResource(name, branch) : new NarayanaResource(name, branch);
    }

    private static String nameOf(Unit unit) {
        return "bindkey:" + unit.key();
    }

    /**
     * Resolves what that database has in doubt: at deployment at once, for it holds locks that migrations and schema
     * operations would wait for; later in the background.
     */
    @Override
    public synchronized void add(Unit unit, RecoveryConnections connections) {
        if (lock.isEmpty()) {
            return;
        }
        announce(unit, connections);
        if (started) {
            manager().scan(null);
        } else {
            resolve();
        }
    }

    @Override
    public synchronized void announce(Unit unit, RecoveryConnections connections) {
        String name = nameOf(unit);
        RecoveryResource database = new RecoveryResource(unit, connections);
        XAResourceRecoveryHelper helper = new NarayanaHelper(new NarayanaResource(name, database));
        manager();
        Objects.requireNonNull(module).addXAResourceRecoveryHelper(helper);
        log.add(name, database);
        known.put(unit, new Known(name, database, helper));
    }

    @Override
    public synchronized void resolve() {
        RecoveryManager recovery = manager();
        onThreadOfNarayana(() -> {
            resolveLeftovers(recovery.getModules());
            return recovery;
        });
    }

    @Override
    public synchronized boolean hasLeftovers() {
        if (lock.isEmpty()) {
            return false;
        }
        try {
            InputObjectState ids = new InputObjectState();
            return StoreManager.getRecoveryStore().allObjUids(new AtomicAction().type(), ids)
                    && ids.notempty()
                    && UidHelper.unpackFrom(ids).notEquals(Uid.nullUid());
        } catch (ObjectStoreException | IOException e) {
            LOG.log(Level.WARNING, "The transaction log cannot be read", e);
            return false;
        }
    }

    /** Narayana looks for it now and then; as long as something is untold, we ask for the next scan after each. */
    @Override
    public void untold(Unit unit, Xid xid, boolean commit) {
        Known bind = known.get(unit);
        if (bind != null) {
            bind.database().untold().add(xid, commit);
            if (isScanning.compareAndSet(false, true)) {
                scan();
            }
        }
    }

    private void scan() {
        RecoveryManager recovery = manager;
        if (recovery == null || !log.hasUntold()) {
            isScanning.set(false);
            return;
        }
        try {
            recovery.scan(this::scan);
        } catch (IllegalStateException ended) {
            isScanning.set(false);
        }
    }

    private RecoveryManager manager() {
        RecoveryManager running = manager;
        if (running != null) {
            return running;
        }
        RecoveryManager fresh = onThreadOfNarayana(() -> {
            // Its own thread starts with the application, and waits between the passes of a scan.
            RecoveryManager.delayRecoveryManagerThread();
            return RecoveryManager.manager();
        });
        manager = fresh;
        XARecoveryModule xa = XARecoveryModule.getRegisteredXARecoveryModule();
        xa.addSerializableXAResourceDeserializer(log);
        xa.addXAResourceOrphanFilter(log);
        module = xa;
        return fresh;
    }

    @Override
    public synchronized void remove(Unit unit) {
        Known bind = known.remove(unit);
        if (bind != null && module != null) {
            log.remove(bind.name());
            module.removeXAResourceRecoveryHelper(bind.helper());
        }
    }

    @Override
    public synchronized void start() {
        if (lock.isPresent()) {
            manager().startRecoveryManagerThread();
            started = true;
        }
    }

    /**
     * Resolves at once what a crash has left. Later scans wait before they touch a transaction, for it may just be under
     * way; but this process has begun none yet, and no other one has its name.
     */
    private static void resolveLeftovers(List<RecoveryModule> modules) {
        RecoveryXids.setSafetyIntervalMillis(0);
        try {
            modules.forEach(RecoveryModule::periodicWorkFirstPass);
            modules.forEach(RecoveryModule::periodicWorkSecondPass);
        } finally {
            restoreSafetyInterval();
        }
    }

    /** Threads that it starts there do not keep the JVM alive, nor the class loader of the application. */
    private static <T> T onThreadOfNarayana(Supplier<T> work) {
        return new ShortThread<>(work, RecoveryManager.class.getClassLoader()).result();
    }

    @Override
    public synchronized void close() {
        NarayanaTransactions.uninstall();
        try {
            if (manager != null && module != null) {
                manager.terminate();
                // A scan that was ended between its passes would keep the helpers for ever.
                module.periodicWorkSecondPass();
                known.values()
                        .forEach(bind -> Objects.requireNonNull(module).removeXAResourceRecoveryHelper(bind.helper()));
                forget(module);
                module.getSeriablizableXAResourceDeserializers().remove(log);
                module.removeXAResourceOrphanFilter(log);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Recovery did not end well", e);
        } finally {
            known.clear();
            log.clear();
            manager = null;
            lock.ifPresent(NarayanaRecovery::release);
        }
    }

    /** Narayana's module outlives this application, and remembers the resources of its last scan until the next. */
    private static void forget(XARecoveryModule module) {
        RecoveryXids.setSafetyIntervalMillis(1);
        try {
            module.periodicWorkFirstPass();
            module.periodicWorkSecondPass();
        } finally {
            restoreSafetyInterval();
        }
    }

    private static void restoreSafetyInterval() {
        RecoveryXids.setSafetyIntervalMillis(
                jtaPropertyManager.getJTAEnvironmentBean().getOrphanSafetyInterval());
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The lock on the transaction log was not released", e);
        }
    }
}
