// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.servers.legacy.Stamp;
import io.bindkey.it.servers.legacy.Stamps;
import io.bindkey.it.servers.library.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Deploys an application in which something is missing, and reads in the server's log what its administrator sees. */
final class RefusedDeployment {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("BINDKEY-\\d+");

    private RefusedDeployment() {}

    /** One entity in the bind "stamps", and a bean that uses it. */
    static WebArchive war(String name, String configuration) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(Stamp.class, Stamps.class, Named.class)
                .addAsLibraries(TestArchive.libraries())
                .addAsResource(new StringAsset(configuration), "META-INF/microprofile-config.properties");
    }

    /** {@return what the log has about a deployment that has to fail, with one code alone} */
    static String messageOf(Deployer deployer, String deployment, String code)
            throws IOException, InterruptedException {
        Path log = Path.of(System.getProperty("server.log"));
        int before = Files.readString(log).length();
        Throwable failure = catchThrowable(() -> deployer.deploy(deployment));
        try {
            assertThat(failure).as("the deployment of " + deployment).isNotNull();
            Instant end = Instant.now().plus(PATIENCE);
            String written = Files.readString(log).substring(before);
            while (!written.contains(code) && Instant.now().isBefore(end)) {
                Thread.sleep(100);
                written = Files.readString(log).substring(before);
            }
            assertThat(written).contains("1 problem with the binds");
            assertThat(CODE.matcher(written).results().map(MatchResult::group)).containsOnly(code);
            return written;
        } finally {
            forget(deployer, deployment);
        }
    }

    /** Some adapters keep what failed, others don't know it any more. */
    private static void forget(Deployer deployer, String deployment) {
        try {
            deployer.undeploy(deployment);
        } catch (RuntimeException alreadyGone) {
            // Nothing is left to do.
        }
    }
}
