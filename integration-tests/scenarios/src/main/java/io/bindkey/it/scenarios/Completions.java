// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;

import io.bindkey.AfterCompletion;
import io.bindkey.BeforeCompletion;
import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An application's observer of the ends of transactions. */
@ApplicationScoped
public class Completions {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heardOfAuth = new LinkedBlockingQueue<>();
    private volatile Runnable beforeAny = () -> {};
    private volatile Runnable afterAny = () -> {};

    void before(@Observes BeforeCompletion event) {
        heard.add("before " + event.bind());
        beforeAny.run();
    }

    void after(@Observes AfterCompletion event) {
        heard.add(event.bind() + " " + event.outcome());
        afterAny.run();
    }

    void afterAuth(@Observes @Bound(AUTH) AfterCompletion event) {
        heardOfAuth.add(event.bind() + " " + event.outcome());
    }

    void doBeforeAny(Runnable work) {
        beforeAny = work;
    }

    void doAfterAny(Runnable work) {
        afterAny = work;
    }

    void clear() {
        heard.clear();
        heardOfAuth.clear();
        beforeAny = () -> {};
        afterAny = () -> {};
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    List<String> heardOfAuth() {
        return List.copyOf(heardOfAuth);
    }

    /** {@return the next thing that is heard, whoever's thread it is on} */
    String await() throws InterruptedException {
        String next = heard.poll(1, TimeUnit.MINUTES);
        return next == null ? "nothing" : next;
    }
}
