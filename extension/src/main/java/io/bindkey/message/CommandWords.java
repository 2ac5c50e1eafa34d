// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the command for the shell says of itself. */
public final class CommandWords {

    private static final String START = "java -cp 'app.jar:lib/*' io.bindkey.command.SchemaCommand ";

    private static final String USAGE = """
            Usage: java -cp <class path of the application> io.bindkey.command.SchemaCommand [options] <command> [key…]
               or: java -jar bindkey.jar --class-path <class path of the application> [options] <command> [key…]

              list                  lists the binds, with their entities
              doctor                looks whether all is well, and changes nothing
              validate              prints what differs between mapping and database
              script <action>       prints the statements of create, drop, recreate or truncate
              create                creates what is missing
              drop --yes            drops tables and sequences
              recreate --yes        drops and creates
              truncate --yes        removes all rows

            Without keys, a command is for all binds.

              --yes                 agrees to removing something
              --json                list and doctor: one JSON document on the standard output
              --quiet               tells nothing of how far it is
              --timeout <seconds>   doctor: how long to wait for a connection (10)
              --beans               starts the beans of the application as well
              --class-path <path>   where the application is: JARs, folders, folder/* or a WAR, and what its server
                                    would give to it
              --help                this text; behind a command, that of the command

            Exit codes: 0 done, 1 validate found differences or doctor something to look at, 2 wrong command,
            3 failed or refused, or doctor found what does not work.

            Examples:
              java -cp 'app.jar:lib/*' io.bindkey.command.SchemaCommand doctor
              java -jar bindkey.jar --class-path 'shop.war:lib/*' validate
              java -jar bindkey.jar --class-path 'app.jar:lib/*' drop auth --yes
            """;

    private static final String ACTIONS_ON_ALL = "Without keys, for all binds that are switched on.";

    private static final Map<String, String> HELP = Map.of(
            "list", help("list [key…] [--json]", """
                    Lists the binds in key order, with their entities. With --json also url or data source, product,
                    transaction, schema strategy, tables and replicas. Opens no connection.""", "list", "list auth --json"),
            "doctor",
                    help(
                            "doctor [key…] [--json] [--timeout <seconds>]",
                            """
                    Looks at each bind: can it be reached, versions, rights, clock, the pools beside what the server takes,
                    two-phase commit, transactions in doubt, migrations, schema, replicas; and at the configuration of all.
                    Changes nothing, and goes on when a bind is down. Exit code 0: all is well; 1: it warns; 3: something fails.""",
                            "doctor",
                            "doctor default auth --timeout 3",
                            "doctor --json"),
            "validate", help("validate [key…]", """
                    Prints every difference between mapping and database. Exit code 1 if there are some.""", "validate", "validate auth"),
            "script",
                    help(
                            "script create|drop|recreate|truncate [key…]",
                            """
                    Prints the statements of an action. Executes none, and needs no database.""",
                            "script create",
                            "script drop auth > drop.sql"),
            "create", help("create [key…] [--quiet]", """
                    Creates tables, keys, indexes and sequences that are missing; what is there stays as it is.""", "create", "create auth --quiet"),
            "drop", help("drop [key…] --yes", """
                    Drops the tables and sequences of the binds, where schema.allow-drop is true.""", "drop auth --yes"),
            "recreate", help("recreate [key…] --yes", """
                    Drops and creates, where schema.allow-drop is true.""", "recreate auth --yes"),
            "truncate", help("truncate [key…] --yes", """
                    Removes all rows, where schema.allow-drop is true.""", "truncate auth --yes"));

    private CommandWords() {}

    private static String help(String usage, String job, String... examples) {
        StringBuilder text = new StringBuilder("Usage: … ").append(usage).append("\n\n");
        job.lines().forEach(line -> text.append(line).append('\n'));
        text.append(ACTIONS_ON_ALL).append("\n\nExamples:\n");
        for (String example : examples) {
            text.append("  ").append(START).append(example).append('\n');
        }
        return text.toString();
    }

    /** {@return how to call it} */
    public static String usage() {
        return USAGE;
    }

    /** {@return how to call one command, or all where it is none} */
    public static String help(String command) {
        return HELP.getOrDefault(command, USAGE);
    }

    public static String valueMissing(String option) {
        return option + " needs a value.";
    }

    public static String noSeconds(String option, String value) {
        return option + " " + value + ": write a number of seconds, at least 1.";
    }

    public static String unknownOption(String option, Collection<String> known) {
        return "Unknown option " + option + "." + Suggestion.question(option, known);
    }

    public static String unknownCommand(String word, List<String> known) {
        return "Unknown command " + word + "." + Suggestion.question(word, known);
    }

    public static String nothingToDo() {
        return "What shall be done?";
    }

    public static String scriptOfWhat() {
        return "script needs create, drop, recreate or truncate.";
    }

    public static String noScriptOfValidate() {
        return "validate has no script.";
    }

    public static String noJson(String command) {
        return "--json is for list and doctor, not for " + command + ".";
    }

    public static String sayYes(List<String> keys) {
        return "This removes what is in " + (keys.isEmpty() ? "all binds" : String.join(", ", keys))
                + ". Say --yes to agree.";
    }
}
