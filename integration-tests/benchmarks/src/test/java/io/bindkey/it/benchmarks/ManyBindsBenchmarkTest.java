// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.Application;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured does what it says. Nothing is timed here. */
@Tag("slow")
class ManyBindsBenchmarkTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void eachCallFindsItsRow(int binds) {
        ManyBindsBenchmark benchmark = new ManyBindsBenchmark();
        benchmark.of = binds;
        benchmark.start();
        try {
            assertThat(benchmark.manyFind().text).isEqualTo("note 7");
            assertThat(benchmark.manyJpql())
                    .singleElement()
                    .extracting(note -> note.text)
                    .isEqualTo("note 7");
            ManyBindsBenchmark.Open open = new ManyBindsBenchmark.Open();
            open.begin(benchmark);
            try {
                assertThat(benchmark.manyManaged(open)).isSameAs(benchmark.manyManaged(open));
            } finally {
                open.end();
            }
        } finally {
            benchmark.stop();
        }
    }

    @Test
    void eachCopyHasABindOfItsOwn() throws ReflectiveOperationException {
        Object copy =
                Copies.of(2).getDeclaredConstructor(long.class, String.class).newInstance(1L, "a copy");
        try (Application app = ManyBinds.start(3)) {
            app.inTransaction(em -> em.persist(copy));

            assertThat(app.rows("copy002", "select id, text from n002")).containsExactly("1,a copy");
            assertThat(app.database("copy001").count("n001")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStartHasItsFigures(StartComparison.Of of) {
        StartComparison.Figures figures = StartComparison.Figures.of(of, 2);

        assertThat(figures.processorMillis()).isPositive();
        assertThat(figures.heap()).isPositive();
        assertThat(StartComparison.Figures.parse(figures.toString())).isEqualTo(figures);
    }
}
