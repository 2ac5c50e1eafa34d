// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.CrossBindException;
import io.bindkey.SchemaOps;
import io.bindkey.it.servers.app.Account;
import io.bindkey.it.servers.library.Reader;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.management.ManagementFactory;
import java.net.URL;
import javax.management.ObjectName;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Routing from beans and from the web tier, schema operations, in a WAR without any descriptor. */
class RoutingIT extends ApplicationTest {

    @Inject
    SchemaOps schema;

    @Deployment
    static WebArchive war() {
        return TestArchive.war();
    }

    @Test
    void refusesAStatementOverTwoBinds() {
        assertThatThrownBy(() -> em.createQuery("select i from Invoice i, Account a where i.name = a.name"))
                .isInstanceOf(CrossBindException.class);
    }

    @Test
    void readsByCriteriaOfABind() {
        readsByCriteria(auth);
    }

    @Test
    void readsByCriteriaOfTheRouter() {
        readsByCriteria(em);
    }

    private void readsByCriteria(EntityManager criteria) {
        long id = newId();
        transactions.required(() -> em.persist(new Reader(id, "reader " + id)));

        var builder = criteria.getCriteriaBuilder();
        var query = builder.createQuery(Reader.class);
        var reader = query.from(Reader.class);
        query.where(builder.equal(reader.get("id"), id));
        assertThat(em.createQuery(query).getSingleResult().name()).isEqualTo("reader " + id);
    }

    @Test
    void makesAndRemovesTables() {
        assertThat(schema.create("auth").outcome("auth").orElseThrow().tables()).isEmpty();
        assertThat(schema.recreate("auth").outcome("auth").orElseThrow().tables())
                .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
                .containsExactlyInAnyOrder("Account", "Reader");
        assertThatThrownBy(() -> transactions.required(() -> schema.recreate("auth")))
                .hasMessageContaining("BINDKEY-162");
        long id = newId();
        transactions.required(() -> em.persist(new Account(id, "account " + id)));
        assertThat(stored(Account.class, id)).contains("account " + id);
    }

    /** EclipseLink registers its sessions in a server, and holds on to what it does not take back. */
    @Test
    void keepsNoSessionThatWasNeededForASchemaOnly() throws Exception {
        schema.recreate("auth");
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("TopLink:*"), null))
                .noneMatch(name -> name.toString().contains("offline"));
    }

    @Test
    @RunAsClient
    void routesFromARestResourceAndReadsInTheRequest(@ArquillianResource URL base) throws Exception {
        assertThat(Http.post(base + "rest/names/1/invoice/paper")).isEqualTo("paper");
        assertThat(Http.post(base + "rest/names/1/reader/paul")).isEqualTo("paul");
        assertThat(Http.get(base + "rest/names/1")).isEqualTo("paper paul true");
    }

    @Test
    @RunAsClient
    void readsFromAServletAndRefusesItsWriteWithoutTransaction(@ArquillianResource URL base) throws Exception {
        assertThat(Http.post(base + "rest/names/2/invoice/stone")).isEqualTo("stone");
        assertThat(Http.get(base + "names?id=2")).isEqualTo("stone refused");
    }
}
