// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.servers.watch.LoaderWatch;
import io.bindkey.it.servers.watched.Watched;
import java.io.IOException;
import java.net.URL;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys and undeploys one application again and again, while another watches what is left of it. */
@ExtendWith(ArquillianExtension.class)
@Tag("redeployment")
class RedeploymentIT {

    private static final int TIMES = Integer.parseInt(System.getProperty("redeployments"));

    /** The first ones fill the server's own caches and pools. */
    private static final int WARM_UP = 3;

    /** The idle threads of a server's pools end after a minute. */
    private static final int ATTEMPTS = 75;

    private static final int PAUSE = 1000;

    /**
     * A few threads that WildFly and Payara made during a deployment keep that application's loader as their context class
     * loader, however many deployments follow.
     */
    private static final int HELD_BY_THE_SERVER = 3;

    /** A server's pools grow and shrink. A thread kept by each deployment is more than this. */
    private static final int MORE_THREADS = 5;

    /** A kept deployment costs more than this for each: its entities, its units, its part of the server. */
    private static final double HEAP_PER_DEPLOYMENT_IN_MB = 0.5;

    @Deployment(name = "watch", testable = false)
    static WebArchive watch() {
        return ShrinkWrap.create(WebArchive.class, "watch.war").addPackage(LoaderWatch.class.getPackage());
    }

    @Deployment(name = "names", managed = false, testable = false)
    static WebArchive names() {
        return TestArchive.war().addPackage(Watched.class.getPackage());
    }

    @Test
    @RunAsClient
    void leavesNothingBehind(
            @ArquillianResource Deployer deployer, @ArquillianResource @OperateOnDeployment("watch") URL watch)
            throws IOException, InterruptedException {
        String names = watch.toString().replace("watch", "names");
        Sample warm = new Sample(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        for (int i = 1; i <= TIMES; i++) {
            deployer.deploy("names");
            assertThat(Http.post(names + "rest/names/" + i + "/invoice/paper")).isEqualTo("paper");
            assertThat(Http.post(names + "rest/names/" + i + "/reader/paul")).isEqualTo("paul");
            assertThat(Http.get(names + "rest/names/" + i)).isEqualTo("paper paul true");
            deployer.undeploy("names");
            if (i == WARM_UP) {
                warm = Sample.settled(watch, warm.threads, warm.heap);
            }
        }
        int flat = warm.heap + (int) (HEAP_PER_DEPLOYMENT_IN_MB * (TIMES - WARM_UP));
        int threads = warm.threads + MORE_THREADS;
        Sample end = Sample.settled(watch, threads, flat);
        System.out.printf("%d redeployments: after %d %s, at the end %s%n", TIMES, WARM_UP, warm, end);

        assertThat(end.seen).isEqualTo(TIMES);
        assertThat(end.left).as("class loaders").isLessThanOrEqualTo(HELD_BY_THE_SERVER);
        assertThat(end.threads).as("threads").isLessThanOrEqualTo(threads);
        assertThat(end.heap).as("heap").isLessThanOrEqualTo(flat);
    }

    private record Sample(int seen, int left, int threads, int heap) {

        /**
         * Takes it when the class loaders have gone and there are few threads and little heap, or after some time: Open Liberty
         * has caches that let go of an application only after a while, Payara threads.
         */
        static Sample settled(URL watch, int threads, int heap) throws IOException, InterruptedException {
            Sample sample = of(watch);
            for (int i = 0; i < ATTEMPTS && !sample.isWithin(threads, heap); i++) {
                Thread.sleep(PAUSE);
                if (sample.left > HELD_BY_THE_SERVER) {
                    keepAllThreadsBusy(watch);
                }
                sample = of(watch);
            }
            return sample;
        }

        private boolean isWithin(int mostThreads, int mostHeap) {
            return left <= HELD_BY_THE_SERVER && threads <= mostThreads && heap <= mostHeap;
        }

        /** An idle thread of a server still holds the last request that it answered. */
        private static void keepAllThreadsBusy(URL watch) {
            IntStream.range(0, 64)
                    .mapToObj(n -> Http.postAsync(watch + "watch"))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        private static Sample of(URL watch) throws IOException, InterruptedException {
            try (Scanner numbers = new Scanner(Http.get(watch + "watch"))) {
                return new Sample(numbers.nextInt(), numbers.nextInt(), numbers.nextInt(), numbers.nextInt());
            }
        }

        @Override
        public String toString() {
            return "%d class loaders, %d threads, %d MB of heap".formatted(left, threads, heap);
        }
    }
}
