// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What the program printed, with each run of blanks and line breaks as one blank. */
record ToldStory(String text) {

    static ToldStory by(Consumer<PrintStream> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        program.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new ToldStory(bytes.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "));
    }

    /** With the products of the three databases, default, auth and meta. */
    void isCompleteOn(String main, String auth, String meta) {
        String tables = " post, users audit, login setting";
        assertThat(text)
                .contains("Binds default Post, User " + main + " ", "auth Audit, Login " + auth + " ")
                .contains("meta Setting " + meta + " ")
                .contains("SchemaOps.create() default done Post, users ")
                .contains("JDBC after default auth meta create()" + tables)
                .contains("persist a User with two Posts default id 1")
                .contains("persist a Login and an Audit auth committed")
                .contains("persist a Setting meta committed")
                .contains("find a User by id default ann")
                .contains("where p.author.name = ?1 order by p.id default [ann: Hello, ann: Again]")
                .contains("where l.userId = ?1 auth [ann, user 1]")
                .contains("select a from Audit a auth [ann may log in]")
                .contains("where s.name = ?1 meta [theme = dark]")
                .contains("select count(*) from Login, on @Bound(\"auth\") auth 1")
                .contains("BINDKEY-103: One statement cannot touch two databases, but this one names "
                        + "Post in bind 'default', Login in bind 'auth'.")
                .contains("BINDKEY-124: This transaction has already written to bind 'default', "
                        + "and now it would write to bind 'meta'")
                .contains("default post 2, users 1 auth audit 1, login 1 meta setting 1")
                .contains("drop(\"default\", \"auth\") - - setting")
                .contains("create(\"default\", \"auth\")" + tables)
                .contains("drop(\"meta\") post, users audit, login -")
                .contains("create(\"meta\")" + tables)
                .contains("drop() - - - create()" + tables)
                .endsWith(" All tables and rows are where they belong. ");
    }
}
