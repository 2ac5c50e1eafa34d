// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The databases that are known by the second word of their urls. */
public enum KnownDatabase {
    POSTGRESQL("PostgreSQL", "org.postgresql.xa.PGXADataSource"),
    MARIADB("MariaDB", "org.mariadb.jdbc.MariaDbDataSource"),
    MYSQL("MySQL", "com.mysql.cj.jdbc.MysqlXADataSource"),
    H2("H2", "org.h2.jdbcx.JdbcDataSource"),
    SQLITE("SQLite", ""),
    ORACLE("Oracle", "oracle.jdbc.xa.client.OracleXADataSource"),
    SQLSERVER("Microsoft SQL Server", "com.microsoft.sqlserver.jdbc.SQLServerXADataSource"),
    DB2("DB2/", "com.ibm.db2.jcc.DB2XADataSource"),
    DERBY("Apache Derby", "org.apache.derby.jdbc.EmbeddedXADataSource"),
    HSQLDB("HSQL Database Engine", "");

    private final String product;
    private final String xaDataSource;

    KnownDatabase(String product, String xaDataSource) {
        this.product = product;
        this.xaDataSource = xaDataSource;
    }

    /** {@return the database of a JDBC url, empty for one that is not known} */
    public static Optional<KnownDatabase> of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(known -> lower.startsWith("jdbc:" + known.name().toLowerCase(Locale.ROOT) + ":"))
                .findFirst();
    }

    /** {@return its name, as its driver tells it} */
    public String product() {
        return product;
    }

    /** {@return the XA data source of its driver: JDBC says how a driver is found, but not that} */
    public Optional<String> xaDataSource() {
        return Optional.of(xaDataSource).filter(name -> !name.isEmpty());
    }
}
