// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaReport.Action;
import io.bindkey.database.StatementLog;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.unit.Unit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells of each statement who wants to know it, and every few seconds, in the log, of the binds whose work is not done. Safe for use
 * by several threads.
 */
final class Progress implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.bindkey.schema");

    private static final long TICK_MILLIS = 1000;
    private static final long FIRST_SECONDS = 1;
    private static final long EACH_SECONDS = 3;

    private final String action;
    private final Map<String, State> running = new ConcurrentSkipListMap<>();
    private final Telemetry telemetry;
    private final Timer clock = new Timer("bindkey progress", true);

    /** @param telemetry knows who hears of statements */
    Progress(Action action, Telemetry telemetry) {
        this.telemetry = telemetry;
        this.action = action.name().toLowerCase(Locale.ROOT);
        clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        tell();
                    }
                },
                TICK_MILLIS,
                TICK_MILLIS);
    }

    /** @param next after how many seconds it is told */
    private record State(long begin, int done, int planned, long next) {}

    void begin(String bind) {
        running.put(bind, new State(System.nanoTime(), 0, 0, FIRST_SECONDS));
    }

    void step(String bind, int done, int planned) {
        running.computeIfPresent(bind, (key, state) -> new State(state.begin(), done, planned, state.next()));
    }

    void executed(Unit unit, String sql, long nanos) {
        new StatementLog(unit.settings(), telemetry.of(unit.key()).statements()).schema(sql, nanos);
    }

    void end(String bind) {
        running.remove(bind);
    }

    private void tell() {
        running.forEach((bind, state) -> {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - state.begin());
            if (seconds >= state.next()) {
                String steps =
                        state.planned() == 0 ? "" : ", " + state.done() + " of " + state.planned() + " statements";
                LOG.log(Level.INFO, "{0}: {1} for {2} s{3}", bind, action, seconds, steps);
                running.computeIfPresent(
                        bind, (key, now) -> new State(now.begin(), now.done(), now.planned(), seconds + EACH_SECONDS));
            }
        });
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
