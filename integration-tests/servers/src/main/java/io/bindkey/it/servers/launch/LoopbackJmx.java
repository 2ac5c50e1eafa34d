// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Map;
import java.util.Properties;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/**
 * The JMX connector by which Arquillian talks to Open Liberty, on the loopback alone. Java's own one for local clients listens
 * on all addresses, whatever its settings; it is not opened where there is one already.
 */
final class LoopbackJmx {

    private LoopbackJmx() {}

    /** Opens it, and makes it known in the way of Java's own. */
    static void open() throws IOException, ReflectiveOperationException {
        RMIServerSocketFactory sockets = port -> new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        JMXConnectorServer connector = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", 0),
                Map.of(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, sockets),
                ManagementFactory.getPlatformMBeanServer());
        connector.start();
        Properties known = (Properties) Class.forName("jdk.internal.vm.VMSupport")
                .getMethod("getAgentProperties")
                .invoke(null);
        known.setProperty(
                "com.sun.management.jmxremote.localConnectorAddress",
                connector.getAddress().toString());
    }
}
