// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import io.bindkey.command.Arguments.Option;
import io.bindkey.deployment.BindKeyExtension;
import io.bindkey.deployment.Deployed;
import io.bindkey.doctor.Doctor;
import io.bindkey.doctor.DoctorReport;
import io.bindkey.message.RoutingFailures;
import jakarta.enterprise.inject.se.SeContainer;
import java.io.PrintStream;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Starts the application without opening a database, also where it would be refused, and has the doctor look at it. */
final class DoctorCommand {

    private static final long CLOSE_MILLIS = 5000;

    private final Arguments arguments;
    private final Set<String> passwords;
    private final PrintStream out;
    private final PrintStream err;

    /** @param passwords that nothing may show */
    DoctorCommand(Arguments arguments, Set<String> passwords, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.passwords = passwords;
        this.out = out;
        this.err = err;
    }

    /**
     * {@return the exit code}
     *
     * @param start of the container
     * @throws io.bindkey.UnknownBindException when there is no bind of a key
     */
    int run(Supplier<SeContainer> start) {
        System.setProperty(BindKeyExtension.DIAGNOSIS, "true");
        SeContainer container;
        try {
            container = start.get();
        } finally {
            System.clearProperty(BindKeyExtension.DIAGNOSIS);
        }
        try {
            return examine(container
                    .getBeanManager()
                    .getExtension(BindKeyExtension.class)
                    .deployed());
        } finally {
            close(container);
        }
    }

    private int examine(Deployed deployed) {
        NavigableSet<String> keys = chosen(deployed.keys());
        Doctor doctor =
                new Doctor(deployed.units(), deployed.schemas(), deployed.problems(), passwords, arguments.patience());
        DoctorReport report = doctor.examine(keys, arguments.has(Option.QUIET) ? line -> {} : err::println);
        out.println(arguments.has(Option.JSON) ? Results.doctor(report) : report);
        if (report.fails()) {
            return ExitCode.FAILED;
        }
        return report.warns() ? ExitCode.FOUND : ExitCode.DONE;
    }

    /** In key order. */
    private NavigableSet<String> chosen(NavigableSet<String> all) {
        if (arguments.keys().isEmpty()) {
            return all;
        }
        for (String key : arguments.keys()) {
            if (!all.contains(key)) {
                throw RoutingFailures.unknownBind(key, all);
            }
        }
        NavigableSet<String> chosen = new TreeSet<>(all.comparator());
        chosen.addAll(arguments.keys());
        return chosen;
    }

    /** A bind that is being opened, by a thread that hangs, would not let itself be closed. */
    private static void close(SeContainer container) {
        Thread closing = new Thread(container::close, "bindkey-doctor-close");
        closing.setDaemon(true);
        closing.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        closing.start();
        try {
            closing.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
