// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The console as somebody sees and uses it, in a Chromium of this machine; where there is none, nothing is tested. */
@Tag("later")
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleInABrowserTest {

    private static final String NO_BROWSER = "no Chromium or Chrome is on the PATH, so nobody looks at the console";

    @TempDir
    static Path profile;

    private Browser browser;
    private OpenConsole console;

    @BeforeAll
    void start() throws Exception {
        Optional<String> program = Browser.program();
        if (program.isEmpty()) {
            System.getLogger(ConsoleInABrowserTest.class.getName()).log(Level.WARNING, "Skipped: {0}", NO_BROWSER);
        }
        assumeTrue(program.isPresent(), NO_BROWSER);
        browser = new Browser(program.get(), profile);
    }

    @BeforeEach
    void open() throws Exception {
        console = new OpenConsole(ConsoleTest.properties(
                "binds.meta.start", "lazy",
                "binds.auth.url", "jdbc:postgresql://127.0.0.1:1/users",
                "binds.auth.on-failure", "degrade"));
        browser.size(1280, 900);
        browser.open(console.address());
        browser.await("document.querySelectorAll('section').length === 3");
    }

    /** The page goes first: without its application it would complain. */
    @AfterEach
    void close() throws Exception {
        try (OpenConsole closed = console) {
            browser.open("about:blank");
            browser.await("location.href === 'about:blank'");
            assertThat(browser.complaints())
                    .as("complaints on %s", closed.address())
                    .isEmpty();
        } finally {
            browser.complaints().clear();
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private void go(String page) throws Exception {
        browser.evaluate("location.hash = '" + page + "'; ''");
        browser.await("document.querySelector('nav a[aria-current]').hash === '#" + page.replaceAll("=.*", "")
                + "' && !document.getElementById('page').hasAttribute('aria-busy')");
    }

    @Test
    void theTokenIsNotInTheAddressForLong() throws Exception {
        assertThat(browser.evaluate("location.href")).doesNotContain("token");
        browser.evaluate("location.reload(); ''");
        browser.await("document.querySelectorAll('section').length === 3");
    }

    @Test
    void bindsAreSeenWithTheirStateAndSettings() throws Exception {
        assertThat(browser.text())
                .contains("default", "serves", "H2 2.", "of 20 in use")
                .contains("waits", "not reached yet")
                .contains("down", "BINDKEY-043");
        browser.evaluate("document.querySelector('summary').click(); ''");
        browser.await("document.body.innerText.includes('binds.default.url')");
    }

    /** Whoever is called at night has no time to press a key. */
    @Test
    void aChangeIsSeenByItself() throws Exception {
        console.shop().binds().get("meta").entityManagerFactory();

        browser.await("!document.body.innerText.includes('waits')");
    }

    @Test
    void thatTheApplicationHasEndedIsSeen() throws Exception {
        console.shop().close();

        browser.await("document.getElementById('message').textContent.startsWith('The application does not answer')");
        browser.complaints().clear();
    }

    @Test
    void entitiesAreDrawnWithWhatLeadsFromOneToAnother() throws Exception {
        go("picture");
        assertThat(browser.evaluate("[...document.querySelectorAll('svg .name')].map(name => name.textContent).join()"))
                .isEqualTo("Customer,Gift,Item,Purchase,Account,Note");
        assertThat(browser.evaluate("[...document.querySelectorAll('svg .edge')].length.toString()"))
                .as("customer, purchase, extends")
                .isEqualTo("3");

        // By keys alone: the first entity behind five links.
        browser.evaluate("document.querySelector('svg .entity').focus(); ''");
        browser.press("Enter", 13, "\r");
        assertThat(browser.text()).contains("Attributes of Customer", "association, mapped by customer");
    }

    @Test
    void tablesAreComparedWhereTheBindIsOpen() throws Exception {
        go("tables");
        assertThat(browser.text())
                .contains("The database fits the mapping.", "purchase", "Not compared: the bind is not open.");
        browser.evaluate("document.querySelector('summary').click(); ''");
        browser.await("document.body.innerText.includes('create table purchase')");
    }

    @Test
    void statementsAreSeenAsTheyRunAndCanBeSoughtAndHeldUp() throws Exception {
        go("statements");
        console.shop().write(new Customer(1, "Ann"));
        browser.await("document.querySelector('tbody tr .sql').textContent.startsWith('insert into customer')");

        browser.evaluate("document.getElementById('search').focus(); ''");
        browser.write("CREATE TABLE item");
        assertThat(browser.evaluate("String(document.querySelectorAll('tbody tr:not([hidden])').length)"))
                .isEqualTo("1");

        browser.evaluate("document.querySelector('button').click(); ''");
        String shown = browser.evaluate("String(document.querySelectorAll('tbody tr').length)");
        console.shop().write(new Customer(2, "Bob"));
        browser.evaluate("new Promise(resolve => setTimeout(resolve, 2500, ''))");
        assertThat(browser.evaluate("String(document.querySelectorAll('tbody tr').length)"))
                .isEqualTo(shown);
        browser.evaluate("document.querySelector('button').click(); ''");
        browser.await("document.querySelectorAll('tbody tr').length > " + shown);
    }

    @Test
    void aQueryIsExplainedWhileItIsWrittenAndRunByAKey() throws Exception {
        console.shop().write(new Customer(7, "<img src=x onerror=document.title='broken'>"));
        go("query");
        browser.evaluate("document.getElementById('jpql').focus(); ''");
        browser.write("select c from Customer c");
        browser.await("document.body.innerText.includes('Goes to the bind default')");
        assertThat(browser.text()).contains("@BindKey(\"default\") on the class");
        browser.press("Tab", 9, "");
        browser.press("Enter", 13, "\r");
        browser.await("document.body.innerText.includes('1 row from default')");
        assertThat(browser.text()).contains("<img src=x onerror=document.title='broken'>");
        assertThat(browser.evaluate("document.title")).isEqualTo("Query – BindKey console");
    }

    @Test
    void aQueryThatGoesNowhereSaysWhy() throws Exception {
        go("query=" + "select%20a%20from%20Account%20a%2C%20Note%20n");
        browser.await("document.body.innerText.includes('BINDKEY-103')");
        assertThat(browser.evaluate("String(document.querySelector('button').disabled)"))
                .isEqualTo("true");
    }

    @Test
    void nothingIsWiderThanATelephone() throws Exception {
        browser.size(360, 740);
        for (String page : List.of("binds", "picture", "tables", "statements", "query")) {
            go(page);
            assertThat(browser.evaluate(
                            "String(document.documentElement.scrollWidth - document.documentElement.clientWidth)"))
                    .as(page)
                    .isEqualTo("0");
        }
    }

    /** Each control has a name for whoever cannot see it. */
    @Test
    void everythingHasAName() throws Exception {
        for (String page : List.of("binds", "picture", "tables", "statements", "query")) {
            go(page);
            assertThat(browser.evaluate("""
                    [...document.querySelectorAll('input, textarea, select, button, a, [tabindex="0"], meter, svg')]
                        .filter(one => !one.labels?.length && !one.getAttribute('aria-label') && !one.textContent.trim())
                        .map(one => one.outerHTML).join()
                    """)).as(page).isEmpty();
        }
    }
}
