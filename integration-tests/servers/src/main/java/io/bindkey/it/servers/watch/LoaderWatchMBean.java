// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.watch;

import java.lang.ref.WeakReference;

/** What applications tell of themselves: the platform's MBean server is a place that all of them see. */
public interface LoaderWatchMBean {

    void add(WeakReference<ClassLoader> loader);
}
