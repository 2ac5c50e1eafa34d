// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.doctor.DoctorReport.OfBind;
import io.bindkey.doctor.Finding.Mark;
import io.bindkey.message.DoctorProblems;
import io.bindkey.message.DoctorWords;
import io.bindkey.message.Secrets;
import io.bindkey.schema.Schemas;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at the binds of a deployment that has opened none of them. It changes nothing in any database. */
public final class Doctor {

    /** So many connections in a row may a look at one bind wait for. */
    private static final int STEPS = 6;

    private static final long QUIET_MILLIS = 3000;

    private final Units units;
    private final Schemas schemas;
    private final List<Problem> problems;
    private final Set<String> passwords;
    private final Duration patience;

    /**
     * @param problems for which the deployment would be refused
     * @param passwords that nothing may show, beside those of the binds
     * @param patience for how long to wait for a connection
     */
    public Doctor(
            Units units, Schemas schemas, List<Problem> problems, Collection<String> passwords, Duration patience) {
        this.units = units;
        this.schemas = schemas;
        this.problems = problems;
        this.passwords = new HashSet<>(passwords);
        this.patience = patience;
    }

    /**
     * {@return what was found} All binds are looked at side by side, each by a thread that is left alone when its time is over.
     *
     * @param keys of the binds to look at, in key order
     * @param progress is told from time to time what takes long
     */
    public DoctorReport examine(Collection<String> keys, Consumer<String> progress) {
        Map<String, Running> looks = new LinkedHashMap<>();
        for (String key : keys) {
            units.find(key)
                    .filter(unit -> unit.settings().active())
                    .ifPresent(unit -> looks.put(key, start(new BindLook(unit, schemas, patience), key)));
        }
        long end = System.nanoTime() + all().toNanos();
        List<OfBind> binds = new ArrayList<>();
        List<ServerPools.Seen> servers = new ArrayList<>();
        for (String key : keys) {
            Running running = looks.get(key);
            if (running == null) {
                binds.add(notLookedAt(key));
            } else {
                binds.add(new OfBind(key, place(key), findings(key, running, end, progress)));
                servers.addAll(running.look().exam().servers());
            }
        }
        return safe(new DoctorReport(configuration(keys.size()), binds, new ServerPools(servers).findings(active())));
    }

    private record Running(BindLook look, Thread thread) {}

    private Duration all() {
        return patience.multipliedBy(STEPS);
    }

    private String place(String key) {
        return units.find(key)
                .map(unit -> unit.settings().database().describe())
                .orElse("");
    }

    private OfBind notLookedAt(String key) {
        String why = units.find(key).isPresent() ? DoctorWords.switchedOff() : DoctorWords.notPrepared();
        return new OfBind(key, place(key), List.of(Finding.unknown("reach", why)));
    }

    private List<Finding> findings(String key, Running running, long end, Consumer<String> progress) {
        Exam exam = running.look().exam();
        boolean ended = await(running.thread(), end, () -> progress.accept(DoctorWords.waitsFor(key, exam.step())));
        List<Finding> findings = new ArrayList<>(exam.findings());
        if (!ended) {
            String step = exam.step();
            findings.add(Finding.of(Mark.FAIL, step, DoctorProblems.noAnswer(key, place(key), all(), step)));
        }
        return findings;
    }

    private static Running start(BindLook look, String key) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Thread thread = new Thread(look, "bindkey-doctor-" + key);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        return new Running(look, thread);
    }

    /** {@return whether it has come to its end in time} */
    private static boolean await(Thread thread, long end, Runnable waiting) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            thread.join(Math.max(1, Math.min(left, QUIET_MILLIS)));
            while (thread.isAlive() && System.nanoTime() < end) {
                waiting.run();
                thread.join(QUIET_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private List<BindSettings> active() {
        return units.all().stream()
                .map(Unit::settings)
                .filter(BindSettings::active)
                .toList();
    }

    private List<Finding> configuration(int binds) {
        return problems.isEmpty()
                ? List.of(Finding.ok("", DoctorWords.noProblems(binds)))
                : problems.stream()
                        .map(problem -> Finding.of(Mark.FAIL, "", problem))
                        .toList();
    }

    /** Whoever said it: a driver knows its password, and the server's answer may be anything. */
    private DoctorReport safe(DoctorReport report) {
        Set<String> all = new HashSet<>(passwords);
        units.all().forEach(unit -> all.addAll(unit.settings().passwords()));
        return new DoctorReport(
                safe(report.configuration(), all),
                report.binds().stream()
                        .map(bind ->
                                new OfBind(bind.key(), Secrets.mask(bind.place(), all), safe(bind.findings(), all)))
                        .toList(),
                safe(report.servers(), all));
    }

    private static List<Finding> safe(List<Finding> findings, Set<String> passwords) {
        return findings.stream()
                .map(finding -> new Finding(
                        finding.mark(),
                        finding.subject(),
                        finding.code(),
                        oneLine(Secrets.mask(finding.text(), passwords))))
                .toList();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
