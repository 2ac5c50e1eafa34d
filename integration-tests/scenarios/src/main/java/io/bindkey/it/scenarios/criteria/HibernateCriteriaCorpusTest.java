// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import static io.bindkey.it.scenarios.Application.AUTH;

import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.auth.library.Library;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hibernate's extensions of the criteria builder give the same through the router. */
@TestInstance(Lifecycle.PER_CLASS)
class HibernateCriteriaCorpusTest {

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTables().start();
        app.inTransaction(Library::fill);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @MethodSource("io.bindkey.it.scenarios.criteria.HibernateCriteriaCorpus#scenarios")
    void givesTheSameThroughTheRouter(Scenario scenario) {
        SameEverywhere.check(app, AUTH, scenario);
    }
}
