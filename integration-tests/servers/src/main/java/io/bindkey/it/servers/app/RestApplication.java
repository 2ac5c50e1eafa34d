// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the resources are, and a data source that comes with the application. */
@ApplicationPath("rest")
@DataSourceDefinition(
        name = "java:app/jdbc/defined",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:defined;DB_CLOSE_DELAY=-1",
        user = "sa",
        password = "sa")
public class RestApplication extends Application {}
