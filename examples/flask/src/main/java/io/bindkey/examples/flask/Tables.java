// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.Bind;
import io.bindkey.Binds;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tables that the databases have, as plain JDBC sees them. */
@Dependent
public class Tables {

    private static final String[] TYPES = {"TABLE", "BASE TABLE"};

    @Inject
    Binds binds;

    public String listed() throws SQLException {
        List<String> found = new ArrayList<>();
        for (Bind bind : binds) {
            found.add(bind.key() + " " + of(bind));
        }
        return String.join(", ", found);
    }

    private static SortedSet<String> of(Bind bind) throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        try (Connection connection = bind.dataSource().getConnection();
                ResultSet table = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", TYPES)) {
            while (table.next()) {
                // H2 makes names upper case, PostgreSQL lower case, and the others leave them as the mapping has them.
                names.add(table.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
