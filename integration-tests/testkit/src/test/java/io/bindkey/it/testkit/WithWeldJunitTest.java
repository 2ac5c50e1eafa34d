// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Binds;
import io.bindkey.RollingBack;
import io.bindkey.it.testkit.market.Journal;
import io.bindkey.it.testkit.market.Market;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Properties;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** The market's tests with weld-junit5 in the place of {@code @BindTest}, as the page on tests says. */
@EnableWeld
@Tag("slow")
class WithWeldJunitTest {

    private static final Properties BEFORE = new Properties();

    /** As the application starts: of itself, weld-junit5 would leave out the extensions on the class path. */
    @WeldSetup
    WeldInitiator weld = WeldInitiator.from(new Weld().addBeanClass(Rows.class))
            .activate(RequestScoped.class)
            .build();

    @Inject
    Binds binds;

    @Inject
    Market market;

    @Inject
    Journal journal;

    @Inject
    Rows rows;

    RollingBack all;

    /** What a test's own {@code microprofile-config.properties} would say. The log is one for all of a JVM, and stays. */
    @BeforeAll
    static void configure() {
        System.setProperty("ObjectStoreEnvironmentBean.objectStoreDir", "target/welded-transactions");
        BEFORE.putAll(System.getProperties());
        for (String key : new String[] {"default", "auth", "audit"}) {
            System.setProperty("binds." + key + ".url", "jdbc:h2:mem:welded-" + key + ";DB_CLOSE_DELAY=-1");
            System.setProperty("binds." + key + ".username", "");
            System.setProperty("binds." + key + ".password", "");
            System.setProperty("binds." + key + ".schema.strategy", "create");
        }
        System.setProperty("binds-settings.transactions.object-store", "");
        System.setProperty("binds-settings.transactions.recovery", "false");
    }

    @AfterAll
    static void forget() {
        System.setProperties(BEFORE);
    }

    @BeforeEach
    void begin() {
        all = binds.rollingBack();
    }

    @AfterEach
    void rollBack() {
        all.close();
        assertThat(rows.of("default", "Customer")).isZero();
        assertThat(rows.of("auth", "Account")).isZero();
    }

    @RepeatedTest(2)
    void whoSignsUpIsEverywhereAndThenNowhere() {
        market.signUp("ann");
        assertThat(market.customers()).isOne();
        assertThat(market.accounts()).isOne();
        assertThat(journal.texts()).contains("ann signed up");
    }
}
