// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.testing.shop.AuditEntry;
import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

/** Binds that a test may not touch. */
class RestrictedTest {

    @BindTest(binds = {"default", "auth"})
    static class Sample {

        @Inject
        @Bound
        EntityManager em;

        @Inject
        Shop shop;

        @Test
        void staysInside() {
            shop.buy("1");
            shop.register("ann");
        }

        @Test
        void readsOutside() {
            assertThat(shop.notes()).hasSize(1);
        }

        @Test
        void writesOutsideAtTheEnd() {
            em.persist(AuditEntry.of("of the test"));
        }

        @Test
        void failsByItself() {
            shop.note("outside");
            throw new IllegalStateException("by itself");
        }
    }

    @Test
    void areTheFailureOfWhoTouchesThem() {
        Run run = Run.of(Sample.class);

        assertThat(run.outcome("staysInside()")).isEqualTo("ok");
        assertThat(run.outcome("readsOutside()"))
                .matches(
                        "BINDKEY-210: The test may touch only binds 'default', 'auth', and a statement ran in bind 'audit' at"
                                + " io\\.bindkey\\.testing\\.shop\\.Shop\\.notes\\(Shop\\.java:\\d+\\), called at"
                                + " io\\.bindkey\\.testing\\.RestrictedTest\\$Sample\\.readsOutside\\(RestrictedTest\\.java:\\d+\\):"
                                + " select .* from audit_entry .*");
        assertThat(run.outcome("writesOutsideAtTheEnd()"))
                .matches("BINDKEY-210: .* in bind 'audit' at io.*writesOutsideAtTheEnd.*");
        assertThat(run.outcome("failsByItself()")).isEqualTo("by itself");
    }
}
