// SPDX-License-Identifier: Apache-2.0
package io.bindkey.watch;

import io.bindkey.BindState;
import io.bindkey.BindState.Status;
import io.bindkey.BindsDeploymentException.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a bind is; each change is a line in the log. Safe for use by several threads. */
public final class BindStanding {

    private static final Logger LOG = System.getLogger("io.bindkey");

    private final String key;
    private volatile BindState state;

    public BindStanding(String key, Status first) {
        this.key = key;
        this.state = new BindState(first, Optional.empty(), Instant.now());
    }

    public BindState state() {
        return state;
    }

    public boolean is(Status status) {
        return state.status() == status;
    }

    /** To be called for what the start report tells. */
    public void starts(Status status) {
        state = new BindState(status, Optional.empty(), Instant.now());
    }

    public void becomes(Status status) {
        become(status, Optional.empty());
    }

    /** Its database does not answer. */
    public void down(Problem problem) {
        become(Status.DOWN, Optional.of(problem));
    }

    private synchronized void become(Status status, Optional<Problem> problem) {
        BindState before = state;
        boolean same = before.status() == status;
        Instant now = Instant.now();
        state = new BindState(status, problem, same ? before.since() : now);
        if (problem.isPresent()) {
            if (!same || !before.problem().map(Problem::code).equals(problem.map(Problem::code))) {
                LOG.log(Level.WARNING, "Bind ''{0}'' is down. {1}", key, problem.get());
            }
        } else if (!same) {
            LOG.log(Level.INFO, "Bind ''{0}'' {1}{2}", key, words(status), duration(before, now));
        }
    }

    private static String words(Status status) {
        return switch (status) {
            case SERVES -> "serves";
            case WAITS -> "waits for its first use";
            case CLOSED -> "is closed";
            default -> "is " + status.word();
        };
    }

    private static String duration(BindState before, Instant now) {
        return before.status() == Status.DOWN
                ? " again, after " + Duration.between(before.since(), now).toSeconds() + " s"
                : "";
    }
}
