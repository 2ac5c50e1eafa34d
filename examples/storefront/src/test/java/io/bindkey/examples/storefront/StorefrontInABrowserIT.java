// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bindkey.examples.storefront.Browser.Press;
import io.bindkey.examples.storefront.launch.RunningStorefront;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as somebody sees and uses it, in a Chromium of this machine; where there is none, nothing is tested. */
@ExtendWith(OneStorefront.class)
@TestInstance(Lifecycle.PER_CLASS)
class StorefrontInABrowserIT {

    private static final String NO_BROWSER = "no Chromium or Chrome is on the PATH, so nobody looks at the page";
    private static final int WHOLE = Integer.MAX_VALUE;
    private static final String LOADED =
            "document.querySelectorAll('[name=product]').length === 4 && document.querySelectorAll('.database').length >= 5";

    @TempDir
    static Path profile;

    private final RunningStorefront storefront;
    private Browser browser;

    StorefrontInABrowserIT(RunningStorefront storefront) {
        this.storefront = storefront;
    }

    @BeforeAll
    void start() throws Exception {
        Optional<String> program = Browser.program();
        if (program.isEmpty()) {
            System.getLogger(StorefrontInABrowserIT.class.getName()).log(Level.WARNING, "Skipped: {0}", NO_BROWSER);
        }
        assumeTrue(program.isPresent(), NO_BROWSER);
        browser = new Browser(program.get(), profile);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.complaints().clear();
        browser.size(1280, 900);
        browser.scheme("light");
        browser.call("Network.clearBrowserCookies", Map.of());
        browser.open(storefront.address());
        browser.await(LOADED);
    }

    private void tabTo(String selector) throws Exception {
        for (int steps = 0; steps < 40; steps++) {
            if (browser.evaluate("String(document.activeElement.matches('" + selector + "'))")
                    .equals("true")) {
                return;
            }
            browser.press(Press.TAB);
        }
        throw new AssertionError("No number of tabs leads to " + selector);
    }

    private String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').innerText");
    }

    private void signIn(String name) throws Exception {
        tabTo("#sign-in [name=name]");
        browser.write(name);
        browser.press(Press.TAB);
        browser.write(storefront.password());
        browser.press(Press.ENTER);
        browser.await("document.getElementById('outcome').textContent === 'Welcome, " + name + ".'");
    }

    private void picture(String name, double scale, int height) throws Exception {
        browser.picture(Path.of(System.getProperty("storefront.folder"), "pictures", name + ".png"), scale, height);
    }

    @Test
    void anOrderIsPlacedByTheKeyboardAlone() throws Exception {
        signIn("ann");
        // The focus is on the first product now; the arrow chooses the second, and Tab goes on to the next field.
        browser.press(Press.DOWN);
        browser.press(Press.DOWN);
        browser.press(Press.TAB);
        browser.press(Press.TAB);
        browser.press(Press.TAB);
        browser.press(Press.ENTER);

        browser.await("document.getElementById('outcome').textContent.startsWith('Placed order')");
        assertThat(text("#outcome")).contains("1 × Cup for ann, 9.50");
        browser.await("document.querySelector('[data-key=default] li').textContent.includes('1 × Cup for ann')");
        assertThat(text("[data-key=auth]")).contains("9.50 of ann");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRefusalSaysWhyAndThatNothingWasWritten() throws Exception {
        signIn("ann");
        String rows = text("[data-key=default] .rows b");
        tabTo("[name=payBy]");
        browser.press(Press.DOWN);
        browser.press(Press.DOWN);
        browser.press(Press.ENTER);

        browser.await("document.getElementById('outcome').className === 'bad'");
        assertThat(text("#outcome")).contains("BINDKEY-124");
        assertThat(text("[data-key=default] .rows b")).isEqualTo(rows);
        browser.await("document.querySelector('[data-key=audit] li').textContent.includes('by points and miles')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aDatabaseIsBrokenAndComesBackWhileTheOthersServe() throws Exception {
        tabTo("[data-key=auth] button");
        browser.press(Press.ENTER);
        browser.await("document.querySelector('[data-key=auth]').dataset.state === 'down'");
        assertThat(text("[data-key=auth] .state")).contains("BINDKEY-043");
        assertThat(text("[data-key=default] .state")).isEqualTo("serves");
        picture("down", 1, WHOLE);

        browser.await("document.querySelector('[data-key=auth] button').textContent.startsWith('Start')");
        tabTo("[data-key=auth] button");
        browser.press(Press.ENTER);
        browser.await("document.querySelector('[data-key=auth]').dataset.state === 'serves'");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"desktop, 1280, 900, 0.7", "telephone, 390, 844, 0.6"})
    void nothingIsCutOffOrWithoutAName(String device, int width, int height, double small) throws Exception {
        signIn("mia");
        for (String purse : new String[] {"auth", "rewards"}) {
            tabTo("[name=payBy]:checked");
            browser.press(Press.ENTER);
            browser.await("document.querySelector('[data-key=" + purse + "] .new')");
            browser.press(Press.DOWN);
        }
        browser.await("document.querySelector('#report tbody').textContent.includes('Oolong')");
        browser.size(width, height);
        for (String scheme : new String[] {"dark", "light"}) {
            browser.scheme(scheme);
            picture(device + "-" + scheme, 1, WHOLE);
        }
        // For the documentation.
        picture(device + "-small", small, 1250);
        assertThat(browser.evaluate(
                        "String(document.documentElement.scrollWidth - document.documentElement.clientWidth)"))
                .isEqualTo("0");
        assertThat(browser.evaluate("""
                [...document.querySelectorAll('input, button, a')]
                    .filter(one => !one.labels?.length && !one.getAttribute('aria-label') && !one.textContent.trim())
                    .map(one => one.outerHTML).join()
                """)).isEmpty();
        assertThat(text("#report")).contains("Revenue by product");
    }
}
