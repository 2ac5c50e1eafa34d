// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "  UPDATE t set a = 1",
                "/* a comment with select */ delete from t",
                "-- select\n merge into t using s on (1=1)",
                "truncate table t",
                "create table t (id int)",
                "drop table t",
                "call p()",
                "{call p()}",
                "{? = call p()}",
                "replace into t values (1)",
                "with moved as (delete from t returning *) select * from moved",
                "with x as (select 1) insert into t select * from x",
                "select id from final table (insert into t values (1))",
                "do $$ begin end $$",
                "explain analyze insert into t values (1)",
                "explain (analyze, buffers) delete from t",
                "analyze update t set a = 1",
                "set statement max_statement_time = 1 for insert into t values (1)",
                "",
                "nonsense"
            })
    void writes(String sql) {
        assertThat(SqlText.kind(sql)).isEqualTo(SqlKind.WRITES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t",
                "(select 1) union (select 2)",
                "select 'final table (' from t",
                "select * from t for update",
                "select next value for s",
                "with x as (select 1) select * from x for update",
                "with x as (select 'delete from t' a) select * from x",
                "with x as (select insert('a', 1, 1, 'b')) select * from x",
                "values (1)",
                "set schema x",
                "show tables",
                "explain select 1",
                "explain delete from t",
                "explain analyze select 'delete from t'",
                "analyze table t",
                "set statement max_statement_time = 1 for select 1",
                "pragma table_info(t)",
                "/* insert */ select 1"
            })
    void reads(String sql) {
        assertThat(SqlText.kind(sql)).isNotEqualTo(SqlKind.WRITES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t for update",
                "select * from t for no key update skip locked",
                "select * from t FOR SHARE",
                "select * from t for key share of t",
                "select * from t lock in share mode",
                "select * from t with (updlock, rowlock)",
                "with x as (select 1) select * from x for update",
                "lock table t"
            })
    void locks(String sql) {
        assertThat(SqlText.kind(sql)).isEqualTo(SqlKind.LOCKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'for update' from t", "select for_update, share from t", "select 1"})
    void locksNothing(String sql) {
        assertThat(SqlText.kind(sql)).isEqualTo(SqlKind.READS);
    }
}
