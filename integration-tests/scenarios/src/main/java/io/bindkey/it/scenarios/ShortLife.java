// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.bindkey.it.scenarios.rules.Contract;
import io.bindkey.it.scenarios.rules.Permits;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.hibernate.validator.cdi.ValidationExtension;

/** Starts the application, uses all of its binds by JTA and by hand, knocks at its console, and stops it. */
public final class ShortLife implements Runnable {

    @Override
    public void run() {
        int port = freePort();
        Application.Builder validated = Application.onH2()
                .resourceLocal()
                .withTables()
                .with("binds.default.mapping-files", "rules/orm.xml")
                .with("binds-settings.console", "true")
                .with("binds-settings.console.port", String.valueOf(port))
                .withBeans(Permits.class)
                .withExtension(new ValidationExtension());
        try (Application app = validated.start()) {
            app.inTransaction(em -> em.persist(Contract.of("peace")));
            app.inTransaction(em -> em.persist(OrderItem.of("engine", 250)));
            app.inTransaction(em -> em.persist(AuditEntry.of("hired Ada")));
            app.inTransaction(em -> em.persist(User.named("ada")));
            app.inTransaction(
                    em -> em.createQuery("update Person p set p.name = 'x'").executeUpdate());
            app.inRequest(() -> {
                app.router().createQuery("from User", User.class).getResultList();
                app.router().createNamedQuery("AuditEntry.count").getSingleResult();
                usersByCriteria(app.router());
            });
            knockAtTheConsole(port);
        }
        Application.Builder jta = Application.onH2()
                .withTables()
                .with("binds.auth.transaction", "xa")
                .withTransactional()
                .withBeans(Transactions.class);
        try (Application app = jta.start()) {
            app.get(Transactions.class).run(em -> {
                em.persist(User.named("ada"));
                em.persist(Person.named("Ada"));
            });
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By a bare connection, for a client of HTTP has threads of its own. */
    private static void knockAtTheConsole(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /api/binds HTTP/1.0\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.contains("BINDKEY-233")) {
                throw new IllegalStateException(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void usersByCriteria(EntityManager em) {
        CriteriaBuilder builder = em.getCriteriaBuilder();
        ParameterExpression<String> name = builder.parameter(String.class);
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<User> user = query.from(User.class);
        query.select(user.get("name")).where(builder.equal(user.get("name"), name));
        em.createQuery(query).setParameter(name, "ada").getSingleResult();
    }
}
