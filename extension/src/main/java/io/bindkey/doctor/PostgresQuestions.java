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

/** To PostgreSQL. Any user may ask them. */
final class PostgresQuestions implements Questions {

    private static final String NOT_WRITABLE = """
            select lower(relname) from pg_class
            where relkind in ('r', 'p') and relnamespace = to_regnamespace(quote_ident(current_schema()))
            and not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
                and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))""";

    private static final String IN_DOUBT = """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(prepared)), 0)
            from pg_prepared_xacts where database = current_database()""";

    private static final String COPY = """
            select pg_is_in_recovery(), case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
            and exists (select from pg_stat_wal_receiver where pid is not null) then 0
            else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end""";

    @Override
    public Optional<String> server(Rows rows) throws SQLException {
        List<String> row = rows.first("select inet_server_addr(), inet_server_port(), pg_postmaster_start_time()");
        return Optional.of(String.join(" ", row));
    }

    @Override
    public Optional<Limit> connections(Rows rows) throws SQLException {
        // reserved_connections is new in PostgreSQL 16.
        List<String> row = rows.first("select current_setting('max_connections')::int, "
                + "current_setting('superuser_reserved_connections')::int "
                + "+ coalesce(current_setting('reserved_connections', true), '0')::int");
        return Optional.of(new Limit(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(1))));
    }

    @Override
    public Optional<Double> clock(Rows rows) throws SQLException {
        return Optional.of(Double.valueOf(rows.value("select extract(epoch from clock_timestamp())")));
    }

    /** What was so before this connection became one for reading only. */
    @Override
    public Optional<Writes> writes(Rows rows) throws SQLException {
        if (rows.value("select pg_is_in_recovery()").equals("t")) {
            return Optional.of(new Writes(Optional.of(DoctorWords.isReplica())));
        }
        String readOnly = rows.value("select reset_val from pg_settings where name = 'default_transaction_read_only'");
        return Optional.of(new Writes(
                readOnly.equals("on")
                        ? Optional.of(DoctorWords.isOn("default_transaction_read_only"))
                        : Optional.empty()));
    }

    @Override
    public Optional<Boolean> mayCreate(Rows rows) throws SQLException {
        String answer = rows.value("select coalesce(has_schema_privilege(current_schema(), 'create'), false)");
        return Optional.of(answer.equals("t"));
    }

    @Override
    public Optional<Set<String>> notWritable(Rows rows, List<String> tables) throws SQLException {
        Set<String> names = new HashSet<>();
        rows.all(NOT_WRITABLE).forEach(row -> names.add(row.get(0)));
        names.retainAll(
                tables.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
        return Optional.of(names);
    }

    @Override
    public Optional<Integer> preparable(Rows rows) throws SQLException {
        return Optional.of(Integer.valueOf(rows.value("select current_setting('max_prepared_transactions')")));
    }

    @Override
    public Optional<InDoubt> inDoubt(Rows rows) throws SQLException {
        List<String> row = rows.first(IN_DOUBT);
        return Optional.of(
                new InDoubt(Integer.parseInt(row.get(0)), Optional.of(seconds(Double.parseDouble(row.get(1))))));
    }

    @Override
    public Optional<Copy> copy(Rows rows) throws SQLException {
        List<String> row = rows.first(COPY);
        return Optional.of(new Copy(
                row.get(0).equals("t"),
                false,
                Optional.of(row.get(1)).filter(lag -> !lag.isEmpty()).map(lag -> seconds(Double.parseDouble(lag)))));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
