// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void endsStatementsAtSemicolons() {
        assertThat(SqlScript.statements(
                        "insert into a values (1);\n\n insert into b\n values (2) ;; update c set x = 1"))
                .containsExactly("insert into a values (1)", "insert into b\n values (2)", "update c set x = 1");
    }

    @Test
    void butNotInTextsNamesAndBodies() {
        assertThat(SqlScript.statements("insert into a values ('x;y''z;', \"a;b\", `c;d`);"))
                .containsExactly("insert into a values ('x;y''z;', \"a;b\", `c;d`)");
        assertThat(SqlScript.statements(
                        "create function f() as $$ begin; end; $$; select $b$ ; $b$; select 1$2; select 3"))
                .containsExactly(
                        "create function f() as $$ begin; end; $$", "select $b$ ; $b$", "select 1$2", "select 3");
    }

    @Test
    void leavesCommentsOut() {
        assertThat(SqlScript.statements("-- one; two\nselect 1 /* a;b */ + 2; -- the end\n/* nothing */"))
                .containsExactly("select 1   + 2");
        assertThat(SqlScript.statements(" -- nothing")).isEmpty();
        assertThat(SqlScript.statements("select '--'; select '/*'")).containsExactly("select '--'", "select '/*'");
    }

    @Test
    void takesWhatIsNotClosedAsItIs() {
        assertThat(SqlScript.statements("select 'x; y")).containsExactly("select 'x; y");
        assertThat(SqlScript.statements("select 1 /* for ever")).containsExactly("select 1");
    }
}
