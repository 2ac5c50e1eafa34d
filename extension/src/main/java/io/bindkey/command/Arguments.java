// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import io.bindkey.SchemaReport.Action;
import io.bindkey.message.CommandWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed.
 *
 * @param classPath of the application, when it is not this program's
 * @param options that were given and have no value
 * @param patience how long the doctor waits for a connection
 * @param command the first word
 * @param action of the command or its script, empty for others
 * @param keys of binds, empty for all
 */
record Arguments(
        Optional<String> classPath,
        Set<Option> options,
        Duration patience,
        Command command,
        Optional<Action> action,
        List<String> keys) {

    private static final String CLASS_PATH = "--class-path";
    private static final String TIMEOUT = "--timeout";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What can be asked for. */
    enum Command {
        LIST,
        DOCTOR,
        SCRIPT,
        PERFORM
    }

    /** Options without a value. */
    enum Option {
        /** The application's beans are started as well. */
        BEANS,
        /** Removing was agreed to. */
        YES,
        /** The result is one JSON document. */
        JSON,
        /** Nothing is told of how far it is. */
        QUIET;

        private String word() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the command whose help is wanted, empty if it is that of all} */
    static String helpFor(String... arguments) {
        return Arrays.stream(arguments).filter(commands()::contains).findFirst().orElse("");
    }

    private static List<String> commands() {
        List<String> words = new ArrayList<>(List.of("list", "doctor", "script"));
        Arrays.stream(Action.values()).map(Arguments::word).forEach(words::add);
        return words;
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the arguments, understood}
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    static Arguments parse(String... arguments) {
        Optional<String> classPath = Optional.empty();
        Duration patience = PATIENCE;
        Set<Option> options = EnumSet.noneOf(Option.class);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals(CLASS_PATH) || argument.equals(TIMEOUT)) {
                if (++i == arguments.length) {
                    throw new IllegalArgumentException(CommandWords.valueMissing(argument));
                }
                if (argument.equals(TIMEOUT)) {
                    patience = seconds(arguments[i]);
                } else {
                    classPath = Optional.of(arguments[i]);
                }
            } else if (argument.startsWith("-")) {
                options.add(option(argument));
            } else {
                words.add(argument);
            }
        }
        return parse(classPath, options, patience, words);
    }

    private static Duration seconds(String value) {
        try {
            int seconds = Integer.parseInt(value);
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(CommandWords.noSeconds(TIMEOUT, value), e);
        }
        throw new IllegalArgumentException(CommandWords.noSeconds(TIMEOUT, value));
    }

    private static Option option(String argument) {
        List<String> known = new ArrayList<>(List.of(CLASS_PATH, TIMEOUT, "--help"));
        for (Option option : Option.values()) {
            if (option.word().equals(argument)) {
                return option;
            }
            known.add(option.word());
        }
        throw new IllegalArgumentException(CommandWords.unknownOption(argument, known));
    }

    private static Arguments parse(
            Optional<String> classPath, Set<Option> options, Duration patience, List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(CommandWords.nothingToDo());
        }
        String word = words.remove(0);
        Command command =
                switch (word) {
                    case "list" -> Command.LIST;
                    case "doctor" -> Command.DOCTOR;
                    case "script" -> Command.SCRIPT;
                    default -> Command.PERFORM;
                };
        boolean results = command == Command.LIST || command == Command.DOCTOR;
        if (options.contains(Option.JSON) && !results) {
            throw new IllegalArgumentException(CommandWords.noJson(word));
        }
        return new Arguments(
                classPath,
                options,
                patience,
                command,
                results ? Optional.empty() : Optional.of(action(command, word, words)),
                List.copyOf(words));
    }

    private static Action action(Command command, String word, List<String> words) {
        if (command != Command.SCRIPT) {
            return action(word, commands());
        }
        List<String> scripts = Arrays.stream(Action.values())
                .filter(action -> action != Action.VALIDATE)
                .map(Arguments::word)
                .toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException(CommandWords.scriptOfWhat());
        }
        Action action = action(words.remove(0), scripts);
        if (action == Action.VALIDATE) {
            throw new IllegalArgumentException(CommandWords.noScriptOfValidate());
        }
        return action;
    }

    private static Action action(String word, List<String> known) {
        return Arrays.stream(Action.values())
                .filter(action -> word(action).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(CommandWords.unknownCommand(word, known)));
    }

    boolean has(Option option) {
        return options.contains(option);
    }

    /** {@return whether something is removed} */
    boolean destroys() {
        return command == Command.PERFORM
                && action.filter(a -> a != Action.CREATE && a != Action.VALIDATE)
                        .isPresent();
    }
}
