// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import io.bindkey.Bind;
import io.bindkey.Binds;
import io.bindkey.BindsDeploymentException;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaOpsException;
import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.UnknownBindException;
import io.bindkey.command.Arguments.Command;
import io.bindkey.command.Arguments.Option;
import io.bindkey.deployment.BindKeyExtension;
import io.bindkey.deployment.Deployed;
import io.bindkey.message.CommandWords;
import io.bindkey.message.Secrets;
import io.bindkey.unit.Unit;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Schema operations from the shell, under the same rules as {@link SchemaOps}. Results go to the standard output, all else
 * to the error output.
 */
public final class SchemaCommand {

    /** Held here, for a logger that nobody holds forgets its level. */
    private static final Logger PROGRESS = Logger.getLogger("io.bindkey.schema");

    private final PrintStream out;
    private final PrintStream err;

    private SchemaCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs one command, and ends the virtual machine with its exit code.
     *
     * @param arguments as {@code --help} explains them
     */
    public static void main(String... arguments) {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
            Logger.getLogger("").setLevel(Level.WARNING);
            PROGRESS.setLevel(Level.INFO);
        }
        PrintStream results = System.out;
        // EclipseLink, for one, would write its log between the results.
        System.setOut(System.err);
        System.exit(run(results, System.err, arguments));
    }

    /**
     * {@return the exit code of one command} Whatever happens: the virtual machine's own code for it would be that of
     * differences.
     *
     * @param out receives results
     * @param err receives what went wrong
     * @param arguments as for {@link #main}
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            return new SchemaCommand(out, err).run(arguments);
        } catch (RuntimeException | Error e) {
            err.println("The command failed: " + Secrets.typedReason(e, passwords()));
            return ExitCode.FAILED;
        }
    }

    /** {@return what nothing may show; those of other sources are masked where they are used} */
    private static Set<String> passwords() {
        try {
            return Secrets.passwords(ConfigProvider.getConfig());
        } catch (RuntimeException | LinkageError noConfiguration) {
            return Set.of();
        }
    }

    private int run(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            out.print(CommandWords.help(Arguments.helpFor(arguments)));
            return ExitCode.DONE;
        }
        Arguments understood;
        try {
            understood = Arguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(CommandWords.usage());
            return ExitCode.MISUSED;
        }
        if (understood.destroys() && !understood.has(Option.YES)) {
            err.println(CommandWords.sayYes(understood.keys()));
            return ExitCode.MISUSED;
        }
        if (understood.classPath().isPresent()) {
            return new ApplicationClassPath(understood.classPath().get(), SchemaCommand.class).run(out, err, arguments);
        }
        Level before = PROGRESS.getLevel();
        try {
            if (understood.has(Option.QUIET)) {
                PROGRESS.setLevel(Level.WARNING);
            }
            return run(understood);
        } finally {
            PROGRESS.setLevel(before);
        }
    }

    private int run(Arguments arguments) {
        Optional<String> missing = ServerLibraries.missing(SchemaCommand.class.getClassLoader());
        if (missing.isPresent()) {
            err.println(missing.get());
            return ExitCode.FAILED;
        }
        // Before the container starts: nothing shall happen by itself.
        System.setProperty("binds-settings.maintenance", "true");
        try {
            if (arguments.command() == Command.DOCTOR) {
                return new DoctorCommand(arguments, passwords(), out, err)
                        .run(() -> start(arguments.has(Option.BEANS)));
            }
            try (SeContainer container = start(arguments.has(Option.BEANS))) {
                return perform(arguments, container);
            }
        } catch (UnknownBindException e) {
            err.println(e.getMessage());
            return ExitCode.MISUSED;
        } catch (SchemaOpsException e) {
            err.println(e.report().outcomes().isEmpty() ? e.getMessage() : e.report());
            return ExitCode.FAILED;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            err.println(refusal(e));
            return ExitCode.FAILED;
        }
    }

    private static SeContainer start(boolean beans) {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance();
        if (!beans) {
            initializer.disableDiscovery().addBeanClasses(NoBean.class).addExtensions(new BindKeyExtension());
        }
        return initializer.initialize();
    }

    /** A container may wrap what an extension refuses. */
    private static String refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindsDeploymentException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return Secrets.mask(failure.toString(), passwords());
    }

    private int perform(Arguments arguments, SeContainer container) {
        if (arguments.command() == Command.LIST) {
            return list(arguments, container);
        }
        SchemaOps schema = container.select(SchemaOps.class).get();
        Action action = arguments.action().orElseThrow();
        List<String> keys = arguments.keys();
        if (arguments.command() == Command.SCRIPT) {
            (keys.isEmpty() ? schema.script(action) : schema.script(action, keys)).forEach(out::print);
            return ExitCode.DONE;
        }
        SchemaReport report =
                switch (action) {
                    case CREATE -> keys.isEmpty() ? schema.create() : schema.create(keys);
                    case DROP -> keys.isEmpty() ? schema.drop() : schema.drop(keys);
                    case RECREATE -> keys.isEmpty() ? schema.recreate() : schema.recreate(keys);
                    case TRUNCATE -> keys.isEmpty() ? schema.truncate() : schema.truncate(keys);
                    case VALIDATE -> keys.isEmpty() ? schema.validate() : schema.validate(keys);
                };
        out.println(report);
        if (!report.succeeded()) {
            return ExitCode.FAILED;
        }
        return report.differences().isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
    }

    private int list(Arguments arguments, SeContainer container) {
        Binds binds = container.select(Binds.class).get();
        // One that is not there is told, and none is listed then.
        Set<String> keys = new HashSet<>(binds.keys());
        if (!arguments.keys().isEmpty()) {
            keys.clear();
            arguments.keys().forEach(key -> keys.add(binds.get(key).key()));
        }
        if (arguments.has(Option.JSON)) {
            Deployed deployed = container
                    .getBeanManager()
                    .getExtension(BindKeyExtension.class)
                    .deployed();
            List<Unit> units = deployed.units().all().stream()
                    .filter(unit -> keys.contains(unit.key()))
                    .toList();
            out.println(Results.list(units, deployed.schemas()));
        } else {
            binds.forEach(bind -> {
                if (keys.contains(bind.key())) {
                    out.println(line(bind));
                }
            });
        }
        return ExitCode.DONE;
    }

    private static String line(Bind bind) {
        return bind.key() + ": " + bind.entities().stream().map(Class::getName).collect(Collectors.joining(", "));
    }

    /** A container without any bean does not start. */
    private static final class NoBean {}
}
