// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.watch;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Tells how many class loaders of other applications are left, and how many threads and how much heap. */
@WebServlet(urlPatterns = "/watch", loadOnStartup = 1)
public class LoaderWatch extends HttpServlet implements LoaderWatchMBean {

    /** Where applications find it. */
    public static final String NAME = "io.bindkey.it:type=LoaderWatch";

    private static final long serialVersionUID = 1L;

    private final transient List<WeakReference<ClassLoader>> loaders = new CopyOnWriteArrayList<>();

    @Override
    public void init() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(this, LoaderWatchMBean.class), new ObjectName(NAME));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void add(WeakReference<ClassLoader> loader) {
        loaders.add(loader);
    }

    /** Answers with "loaders-seen loaders-left threads heap-in-MB", after collections: one alone leaves what was just let go. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        System.gc();
        System.gc();
        response.getWriter()
                .printf(
                        "%d %d %d %d",
                        loaders.size(),
                        left(),
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }

    /** Does nothing, on another thread of the server if there are many at once. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("nothing");
    }

    private long left() {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
