// SPDX-License-Identifier: Apache-2.0
package io.bindkey.watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a bind that is in trouble, again and again until it is well, on a thread that ends then. Safe for use by several
 * threads.
 */
public final class Watch {

    private static final Logger LOG = System.getLogger(Watch.class.getName());

    /** A database is used again within five seconds of its return: this, and the time of a connection. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final String key;
    private final BooleanSupplier isWell;
    private @Nullable Thread thread;
    private boolean wantedAgain;
    private boolean ended;

    /** @param isWell looks once; what it throws is one more reason to look again */
    public Watch(String key, BooleanSupplier isWell) {
        this.key = key;
        this.isWell = isWell;
    }

    /** Looks, by a thread that begins now if none does it already. */
    public synchronized void begin() {
        wantedAgain = true;
        if (thread == null && !ended) {
            // Nothing of the caller is inherited: it may be a request of a server.
            thread = new Thread(null, this::look, "bindkey-watch-" + key, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Watch.class.getClassLoader());
            thread.start();
        }
    }

    private void look() {
        Duration pause = FIRST;
        try {
            while (!isWellNow()) {
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
            }
        } catch (InterruptedException end) {
            LOG.log(Level.DEBUG, "The watch of bind ''{0}'' was ended", key);
        }
    }

    private boolean isWellNow() throws InterruptedException {
        synchronized (this) {
            wantedAgain = false;
        }
        boolean well;
        try {
            well = isWell.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "Bind '" + key + "' was not looked at", e);
            well = false;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return well && mayEnd();
    }

    /** Whoever wanted a look during the last one may have seen something newer. */
    private synchronized boolean mayEnd() {
        if (!wantedAgain) {
            thread = null;
        }
        return thread == null;
    }

    /** Ends it for good. */
    public void end() {
        Thread running;
        synchronized (this) {
            ended = true;
            running = thread;
        }
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
            try {
                running.join(TO_END.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
