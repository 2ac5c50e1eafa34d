// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

/** What a test does inside of a transaction. */
@FunctionalInterface
public interface Work {
    void run() throws Exception;
}
