// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.testkit.market.Journal;
import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another bean in the place of one of the application's. */
@BindTest(
        beans = {Rows.class, WithAlternativeTest.Remembered.class},
        binds = {"default", "auth"})
class WithAlternativeTest {

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Remembered extends Journal {

        private final List<String> texts = new ArrayList<>();

        @Override
        public void note(String text) {
            texts.add(text);
        }

        @Override
        public List<String> texts() {
            return texts;
        }
    }

    @Inject
    Market market;

    @Inject
    Journal journal;

    @Inject
    Rows rows;

    @Test
    void nothingIsNoted() {
        market.signUp("ann");
        assertThat(journal.texts()).contains("ann signed up");
    }

    @Test
    @Committed
    void whoSignsUpStays() {
        market.signUp("bob");
        assertThat(rows.of("default", "Customer")).isOne();
        assertThat(rows.of("auth", "Account")).isOne();
    }
}
