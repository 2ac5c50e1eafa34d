// SPDX-License-Identifier: Apache-2.0
package io.bindkey.operation;

import io.bindkey.BindMXBean;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The MXBeans of an application's binds, from its start to its end. */
public final class ManagedBinds implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ManagedBinds.class.getName());

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Units units;
    private final List<ObjectName> names = new ArrayList<>();

    /** @param units that it shows once they have started */
    public ManagedBinds(Units units) {
        this.units = units;
    }

    /** Registers one for each bind. An application works as well without them, so what fails is only logged. */
    public void register() {
        try {
            addAll();
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "The binds cannot be seen by JMX", e);
        }
    }

    private void addAll() throws JMException {
        for (int application = 1; !units.all().isEmpty(); application++) {
            String suffix = application == 1 ? "" : ",application=" + application;
            try {
                for (Unit unit : units) {
                    add(unit, suffix);
                }
                return;
            } catch (InstanceAlreadyExistsException ofAnotherApplication) {
                close();
            }
        }
    }

    private void add(Unit unit, String suffix) throws JMException {
        // Nothing of what a key consists of means something in such a name.
        ObjectName name = new ObjectName("io.bindkey:type=Bind,name=" + unit.key() + suffix);
        names.add(server.registerMBean(new StandardMBean(new ManagedBind(unit), BindMXBean.class, true), name)
                .getObjectName());
    }

    @Override
    public void close() {
        for (ObjectName name : names) {
            try {
                server.unregisterMBean(name);
            } catch (JMException | RuntimeException e) {
                LOG.log(Level.DEBUG, "An MXBean was not there any more", e);
            }
        }
        names.clear();
    }
}
