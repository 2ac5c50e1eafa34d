// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.Entities.Invoice;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that has no pool on its class path, as where somebody has copied one JAR alone. */
@Tag("later")
class WithoutPoolTest {

    /** Data sources that are somebody else's. */
    static class Foreign {

        @Produces
        @Named("main")
        static DataSource main() {
            JdbcDataSource database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:foreign;DB_CLOSE_DELAY=-1");
            return database;
        }
    }

    /** Writes one row by the router, and counts by JDBC. */
    static final class DataSourceAlone {

        public static void main(String... arguments) {
            try (Application app = Application.of(Invoice.class)
                    .with("binds.default.datasource", "main")
                    .withBeans(Foreign.class)
                    .start()) {
                app.get(SchemaOps.class).create();
                EntityManager em = app.get(EntityManager.class, Bound.Literal.ROUTER);
                app.inRequest(() -> {
                    em.getTransaction().begin();
                    em.persist(new Invoice());
                    em.getTransaction().commit();
                    em.getTransaction().begin();
                    em.persist(new Invoice());
                    em.getTransaction().rollback();
                });
                System.out.println(rows() + " row");
            }
        }

        private static int rows() {
            try (Connection connection = Foreign.main().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select count(*) from Invoice")) {
                result.next();
                return result.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One bind with a data source, and two with a url, of which one is switched off. */
    static final class WithUrl {

        public static void main(String... arguments) {
            System.out.println(Application.of(Invoice.class)
                    .with("binds.default.datasource", "main")
                    .withH2("auth")
                    .withH2("off")
                    .with("binds.off.active", "false")
                    .withBeans(Foreign.class)
                    .refused()
                    .getMessage());
        }
    }

    @Test
    void worksWithADataSourceOfSomebodyElse() throws Exception {
        assertThat(run(DataSourceAlone.class, "agroal-api", "agroal-pool")).isEqualTo("1 row");
    }

    @Test
    void saysWhatAUrlNeeds() throws Exception {
        assertThat(run(WithUrl.class, "agroal-api", "agroal-pool"))
                .isEqualTo("1 problem with the binds:\n"
                        + "  BINDKEY-056: binds.auth.url needs a connection pool, and Agroal is not on the class path. "
                        + "Add io.agroal:agroal-api and io.agroal:agroal-pool, or bindkey-all.jar instead of bindkey.jar, "
                        + "which has both inside, or name a data source in binds.auth.datasource.");
    }

    @Test
    void isNotContentWithHalfAPool() throws Exception {
        assertThat(run(WithUrl.class, "agroal-pool")).startsWith("1 problem with the binds:\n  BINDKEY-056: ");
    }

    private static String run(Class<?> program, String... missing) throws IOException, InterruptedException {
        String classPath = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> Arrays.stream(missing).noneMatch(name -> isNamed(entry, name)))
                .collect(Collectors.joining(File.pathSeparator));
        return Program.run(program, classPath);
    }

    private static boolean isNamed(String entry, String jar) {
        return String.valueOf(Path.of(entry).getFileName()).startsWith(jar);
    }
}
