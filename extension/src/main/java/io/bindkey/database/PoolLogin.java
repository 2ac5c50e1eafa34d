// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.security.AgroalSecurityProvider;
import io.bindkey.config.Credentials;
import io.bindkey.message.Failures;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Tells a pool who it connects as. Agroal asks each time that it opens a connection, also one for recovery. */
final class PoolLogin implements AgroalSecurityProvider {

    private final Credentials credentials;

    PoolLogin(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public @Nullable Properties getSecurityProperties(Object asked) {
        if (asked != this) {
            return null;
        }
        Credentials.Login login = credentials.ask(problem -> Failures.unavailable(problem, null));
        Properties properties = new Properties();
        login.username().ifPresent(name -> properties.setProperty("user", name));
        login.password().ifPresent(password -> properties.setProperty("password", password));
        return properties;
    }
}
