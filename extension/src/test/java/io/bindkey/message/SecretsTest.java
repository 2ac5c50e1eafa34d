// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:///main, jdbc:postgresql:///main",
        "jdbc:postgresql://h/db?user=me&password=hush&ssl=true, jdbc:postgresql://h/db?user=***&password=***&ssl=true",
        "jdbc:mariadb://me:hush@h:3306/db, jdbc:mariadb://***@h:3306/db",
        "jdbc:oracle:thin:me/hush@//h:1521/db, jdbc:oracle:thin:***@//h:1521/db",
        "jdbc:sqlserver://h;databaseName=db;user=me;password=hush, "
                + "jdbc:sqlserver://h;databaseName=db;user=***;password=***",
        "jdbc:h2:mem:x;USER=sa;PASSWORD=hush, jdbc:h2:mem:x;USER=***;PASSWORD=***",
        "jdbc:postgresql://h/db?sslpassword=hush, jdbc:postgresql://h/db?sslpassword=***",
        "jdbc:mysql://h/db?trustCertificateKeyStorePassword=hush, "
                + "jdbc:mysql://h/db?trustCertificateKeyStorePassword=***",
        "jdbc:sqlite:/var/lib/app/users.db, jdbc:sqlite:/var/lib/app/users.db",
    })
    void masksCredentialsInsideUrls(String url, String masked) {
        assertThat(Secrets.mask(url)).isEqualTo(masked);
    }

    @Test
    void knowsThePasswordsInsideUrls() {
        assertThat(Secrets.inside("jdbc:mariadb://me:hu%40sh@h/db?user=you&password=other"))
                .containsExactlyInAnyOrder("hu%40sh", "hu@sh", "other");
        assertThat(Secrets.inside("jdbc:postgresql://h/db?user=me")).isEmpty();
    }

    @Test
    void masksThePasswordInForeignMessages() {
        assertThat(Secrets.mask("no entry for hush-hush or hush at jdbc:x://a:b@h", List.of("hush", "hush-hush")))
                .isEqualTo("no entry for *** or *** at jdbc:x://***@h");
    }

    @Test
    void tellsTheInnermostReason() {
        Exception failure = new IllegalStateException("outer", new SQLException("refused\nsecond line"));
        assertThat(Secrets.reason(failure, List.of())).isEqualTo("refused");
        assertThat(Secrets.reason(new SQLException((String) null), List.of())).isEqualTo("java.sql.SQLException");
    }

    @Test
    void replacesAFailureOnlyWhenItTellsTheSecret() {
        SQLException harmless = new SQLException("refused");
        assertThat(Secrets.safe(harmless, List.of("hush"))).isSameAs(harmless);

        Exception telling = new IllegalStateException("outer", new SQLException("bad password hush"));
        assertThat(Secrets.safe(telling, List.of("hush")))
                .hasMessage("java.lang.IllegalStateException: bad password ***")
                .hasNoCause();
    }
}
