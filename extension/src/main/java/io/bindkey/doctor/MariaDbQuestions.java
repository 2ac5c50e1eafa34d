// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.message.DoctorWords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** To MariaDB, and as far as it understands them to MySQL. */
final class MariaDbQuestions implements Questions {

    private static final Set<String> WRITING = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

    /** As the tables of rights write it. */
    private static final String GRANTEE = "concat('''', replace(current_user(), '@', '''@'''), '''')";

    private static final String OF_SCHEMA =
            "select privilege_type from information_schema.user_privileges where grantee = "
                    + GRANTEE
                    + " union select privilege_type from information_schema.schema_privileges where grantee = "
                    + GRANTEE + " and database() like table_schema";

    private static final String OF_TABLES =
            "select lower(table_name), privilege_type from information_schema.table_privileges where grantee = "
                    + GRANTEE + " and table_schema = database()";

    @Override
    public Optional<String> server(Rows rows) throws SQLException {
        return Optional.of(String.join(" ", rows.first("select @@hostname, @@port, @@pid_file, @@datadir")));
    }

    @Override
    public Optional<Limit> connections(Rows rows) throws SQLException {
        return Optional.of(new Limit(Integer.parseInt(rows.value("select @@global.max_connections")), 0));
    }

    @Override
    public Optional<Double> clock(Rows rows) throws SQLException {
        return Optional.of(Double.valueOf(rows.value("select unix_timestamp(sysdate(6))")));
    }

    @Override
    public Optional<Writes> writes(Rows rows) throws SQLException {
        return Optional.of(
                new Writes(isReadOnly(rows) ? Optional.of(DoctorWords.isOn("read_only")) : Optional.empty()));
    }

    private static boolean isReadOnly(Rows rows) throws SQLException {
        String readOnly = rows.value("select @@global.read_only");
        return !readOnly.equals("0") && !readOnly.equalsIgnoreCase("off");
    }

    @Override
    public Optional<Boolean> mayCreate(Rows rows) throws SQLException {
        if (ofSchema(rows).contains("CREATE")) {
            return Optional.of(true);
        }
        return hasRole(rows) ? Optional.empty() : Optional.of(false);
    }

    @Override
    public Optional<Set<String>> notWritable(Rows rows, List<String> tables) throws SQLException {
        Set<String> schema = ofSchema(rows);
        if (schema.containsAll(WRITING)) {
            return Optional.of(Set.of());
        }
        if (hasRole(rows)) {
            return Optional.empty();
        }
        Set<String> granted = new HashSet<>();
        rows.all(OF_TABLES).forEach(row -> granted.add(row.get(0) + " " + row.get(1)));
        Set<String> names = new TreeSet<>();
        for (String table : tables) {
            String name = table.toLowerCase(Locale.ROOT);
            boolean all =
                    WRITING.stream().allMatch(right -> schema.contains(right) || granted.contains(name + " " + right));
            if (!all) {
                names.add(name);
            }
        }
        return Optional.of(names);
    }

    private static Set<String> ofSchema(Rows rows) throws SQLException {
        Set<String> rights = new HashSet<>();
        rows.all(OF_SCHEMA).forEach(row -> rights.add(row.get(0)));
        return rights;
    }

    /** What a role gives is not among the rights of its user. */
    private static boolean hasRole(Rows rows) throws SQLException {
        return !rows.value("select coalesce(current_role(), '')").isEmpty();
    }

    /** As many as there are connections. */
    @Override
    public Optional<Integer> preparable(Rows rows) {
        return Optional.empty();
    }

    @Override
    public Optional<InDoubt> inDoubt(Rows rows) throws SQLException {
        return Optional.of(new InDoubt(rows.all("xa recover").size(), Optional.empty()));
    }

    @Override
    public Optional<Copy> copy(Rows rows) throws SQLException {
        boolean replicates = isReadOnly(rows);
        Optional<String> lag = lag(rows);
        // It knows none where one of its two threads stands still.
        boolean stopped = lag.filter(String::isEmpty).isPresent();
        return Optional.of(new Copy(
                replicates,
                stopped,
                lag.filter(text -> !text.isEmpty()).map(text -> Duration.ofSeconds(Long.parseLong(text)))));
    }

    /** Only who may watch replication is told. */
    private static Optional<String> lag(Rows rows) {
        try {
            return Optional.of(rows.value("show slave status", "Seconds_Behind_Master"));
        } catch (SQLException notToldHere) {
            return Optional.empty();
        }
    }
}
