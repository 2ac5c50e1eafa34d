// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Binds;
import io.bindkey.it.servers.legacy.Letter;
import io.bindkey.it.servers.legacy.Letters;
import io.bindkey.it.servers.legacy.Stamp;
import io.bindkey.it.servers.legacy.Stamps;
import io.bindkey.it.servers.library.Named;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Binds beside a unit in {@code persistence.xml}: each keeps its own entities. */
@ExtendWith(ArquillianExtension.class)
class PersistenceXmlIT {

    @Inject
    Binds binds;

    @Inject
    Letters letters;

    @Inject
    Stamps stamps;

    /**
     * The unit gets the server's provider, also where the application brings Hibernate for its binds. Payara and
     * Open Liberty let the transformer of a unit's provider see the provider's own classes while they are loaded, which ends
     * in a ClassCircularityError or a StackOverflowError with a Hibernate of the application, with or without binds.
     */
    @Deployment
    static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "legacy.war")
                .addPackage(Letters.class.getPackage())
                .addClass(Named.class)
                .addAsLibraries(TestArchive.libraries())
                .addAsResource(
                        TestArchive.persistenceXml("legacy", Letter.class, Named.class), "META-INF/persistence.xml")
                .addAsResource(new StringAsset("""
                                binds.stamps.url = jdbc:h2:mem:stamps
                                binds-defaults.properties."jakarta.persistence.schema-generation.database.action" = drop-and-create
                                """), "META-INF/microprofile-config.properties");
    }

    @Test
    void leavesTheEntitiesOfTheUnitToIt() {
        assertThat(binds.keys()).containsExactly("stamps");
        assertThat(binds.get("stamps").entities()).containsExactly(Stamp.class);
        assertThat(stamps.persistAstray(new Letter(1, "astray"))).contains("BINDKEY-101", Letter.class.getName());
    }

    @Test
    void keepsTheUnitAndTheBindWorkingSideBySide() {
        letters.send(new Letter(2, "to grandmother"));
        stamps.sell(new Stamp(2, "a blue one"));

        assertThat(letters.letter(2)).isNotNull().extracting(Named::name).isEqualTo("to grandmother");
        assertThat(stamps.stamp(2)).isNotNull().extracting(Named::name).isEqualTo("a blue one");
    }
}
