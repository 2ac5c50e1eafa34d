// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.scenarios.Application;
import java.util.Locale;

/** An application with as many open binds as one likes, on H2 in memory: the default one, and one for each copy. */
final class ManyBinds {

    private ManyBinds() {}

    static Application start(int binds) {
        Application.Builder builder = Application.onH2()
                .with("binds.meta.active", "false")
                .with("binds.auth.active", "false")
                .resourceLocal()
                .withTables();
        for (int number = 1; number < binds; number++) {
            String key = String.format(Locale.ROOT, "copy%03d", number);
            builder.withH2(key)
                    .with("binds." + key + ".classes", Copies.of(number).getName());
        }
        return builder.start();
    }
}
