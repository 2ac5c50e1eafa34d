// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import io.bindkey.SchemaReport.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was typed.
 *
 * @param classPath of the application, when it is not this program's
 * @param beans whether the application's beans are started as well
 * @param yes whether removing was agreed to
 * @param command the first word
 * @param action of the command or its script, empty for a list
 * @param keys of binds, empty for all
 */
record Arguments(
        Optional<String> classPath,
        boolean beans,
        boolean yes,
        Command command,
        Optional<Action> action,
        List<String> keys) {

    /** What can be asked for. */
    enum Command {
        LIST,
        SCRIPT,
        PERFORM
    }

    /**
     * {@return the arguments, understood}
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    static Arguments parse(String... arguments) {
        Optional<String> classPath = Optional.empty();
        boolean beans = false;
        boolean yes = false;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--class-path" -> {
                    if (++i == arguments.length) {
                        throw new IllegalArgumentException("--class-path needs a value.");
                    }
                    classPath = Optional.of(arguments[i]);
                }
                case "--beans" -> beans = true;
                case "--yes" -> yes = true;
                default -> {
                    if (arguments[i].startsWith("-")) {
                        throw new IllegalArgumentException("Unknown option " + arguments[i] + ".");
                    }
                    words.add(arguments[i]);
                }
            }
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("What shall be done?");
        }
        String word = words.remove(0);
        if (word.equals("list")) {
            return new Arguments(classPath, beans, yes, Command.LIST, Optional.empty(), List.copyOf(words));
        }
        boolean script = word.equals("script");
        if (script && words.isEmpty()) {
            throw new IllegalArgumentException("script needs create, drop, recreate or truncate.");
        }
        Action action = action(script ? words.remove(0) : word);
        if (script && action == Action.VALIDATE) {
            throw new IllegalArgumentException("validate has no script.");
        }
        return new Arguments(
                classPath,
                beans,
                yes,
                script ? Command.SCRIPT : Command.PERFORM,
                Optional.of(action),
                List.copyOf(words));
    }

    private static Action action(String word) {
        return Arrays.stream(Action.values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown command " + word + "."));
    }

    /** {@return whether something is removed} */
    boolean destroys() {
        return command == Command.PERFORM
                && action.filter(a -> a != Action.CREATE && a != Action.VALIDATE)
                        .isPresent();
    }
}
