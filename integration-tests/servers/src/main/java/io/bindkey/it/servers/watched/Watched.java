// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.watched;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import javax.management.JMException;
import javax.management.ObjectName;

/** Tells the watching application of this one's class loader. */
@ApplicationScoped
public class Watched {

    void tell(@Observes Startup event) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("io.bindkey.it:type=LoaderWatch"),
                        "add",
                        new Object[] {new WeakReference<>(getClass().getClassLoader())},
                        new String[] {WeakReference.class.getName()});
    }
}
