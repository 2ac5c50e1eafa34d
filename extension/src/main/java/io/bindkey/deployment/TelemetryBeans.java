// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.config.BindSettings;
import io.bindkey.config.BindsConfig;
import io.bindkey.telemetry.Listeners;
import io.bindkey.telemetry.Telemetry;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds who listens among the beans: the application has made them, or the server. */
final class TelemetryBeans {

    private TelemetryBeans() {}

    /** {@return what is told of the binds that are switched on, and of which something may be told} */
    static Telemetry find(BindsConfig config, BeanManager beanManager) {
        List<String> keys = config.binds().values().stream()
                .filter(bind -> bind.active() && bind.watch().telemetry())
                .map(BindSettings::key)
                .toList();
        return Listeners.find(keys, type -> bean(type, beanManager));
    }

    private static Optional<Object> bean(Class<?> type, BeanManager beanManager) {
        Set<Bean<?>> beans = beanManager.getBeans(type);
        if (beans.isEmpty()) {
            return Optional.empty();
        }
        Bean<?> bean = beanManager.resolve(beans);
        return Optional.of(beanManager.getReference(bean, type, beanManager.createCreationalContext(bean)));
    }
}
