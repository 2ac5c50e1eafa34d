// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.message.Secrets;
import io.bindkey.router.Routing;
import io.bindkey.schema.Schemas;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What a console shows.
 *
 * @param units of the application
 * @param routing of calls
 * @param schemas the schema operations
 * @param statements that run
 * @param loader of the application
 * @param origin says why an entity is in its bind
 * @param inRequest runs something in a request context of its own
 */
public record Application(
        Units units,
        Routing routing,
        Schemas schemas,
        Statements statements,
        ClassLoader loader,
        BiFunction<Class<?>, Unit, String> origin,
        Consumer<Runnable> inRequest) {

    /** {@return those of all binds, now and before} */
    Set<String> passwords() {
        Set<String> passwords = new HashSet<>();
        units.forEach(unit -> passwords.addAll(unit.settings().passwords()));
        return passwords;
    }

    /** {@return the message of a failure, and that of its innermost cause where that says more, without secrets} */
    String reason(Throwable failure) {
        Set<String> passwords = passwords();
        String innermost = Secrets.reason(failure, passwords);
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return innermost;
        }
        String own = Secrets.mask(message.strip(), passwords);
        return own.contains(innermost) ? own : own + " (" + innermost + ")";
    }
}
