// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.routes.JpqlCorpus.Sample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpqlCorpusTest {

    static List<Sample> queries() {
        return JpqlCorpus.QUERIES;
    }

    static List<Sample> notHql() {
        return JpqlCorpus.NOT_HQL;
    }

    static Stream<Sample> all() {
        return Stream.concat(queries().stream(), notHql().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldFindTheEntitiesOf(Sample sample) {
        assertThat(JpqlScanner.entityNames(sample.text())).containsExactlyElementsOf(sample.names());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldAgreeWithHibernatesGrammarOn(Sample sample) {
        assertThat(HibernateGrammar.entityNames(sample.text())).containsExactlyElementsOf(sample.names());
    }

    @ParameterizedTest
    @MethodSource("notHql")
    void shouldKeepApartOnlyWhatHibernatesGrammarDoesNotRead(Sample sample) {
        assertThatThrownBy(() -> assertThat(HibernateGrammar.entityNames(sample.text()))
                        .containsExactlyElementsOf(sample.names()))
                .isInstanceOfAny(IllegalArgumentException.class, AssertionError.class);
    }
}
