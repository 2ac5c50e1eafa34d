// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.CrossBindWriteException;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Faults;
import io.bindkey.testing.Statements;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests as a program like this one has them: each begins with empty databases of its own. */
@BindTest
class RepositoryTest {

    @Inject
    Repository repository;

    @Test
    void savesAUserWithItsPosts(Statements statements) {
        User ada = new User("Ada");
        ada.write("Notes");
        repository.save(ada);

        assertThat(repository.select("select p from Post p", Post.class)).hasToString("[Ada: Notes]");
        statements.onlyOf("default").hasSize(3);
    }

    @Test
    void savesEachWhereItLives(Statements statements) {
        repository.save(new Setting("theme", "dark"));
        statements.onlyOf("meta");
        repository.save(new Audit("the theme is dark"));

        assertThat(repository.select("select s from Setting s", Setting.class)).hasToString("[theme = dark]");
        assertThat(repository.select("select a from Audit a", Audit.class)).hasToString("[the theme is dark]");
        statements.of("default").isEmpty();
    }

    @Test
    @Committed
    void savesNothingInTwoDatabasesAtOnce() {
        assertThatThrownBy(() -> repository.save(new Setting("theme", "dark"), new Audit("the theme is dark")))
                .isInstanceOfAny(CrossBindWriteException.class, PersistenceException.class);
        assertThat(repository.select("select s from Setting s", Setting.class)).isEqualTo(List.of());
    }

    @Test
    @Committed
    void mayHaveSavedWhatFails(Faults faults) {
        faults.of("auth").loseAnswerOfCommit();
        assertThatThrownBy(() -> repository.save(new Audit("once"))).isInstanceOf(PersistenceException.class);
        assertThat(repository.select("select a from Audit a", Audit.class)).hasToString("[once]");
    }
}
