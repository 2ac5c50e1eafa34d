// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.message.Secrets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where the database of a bind is. */
public sealed interface DatabaseSettings {

    /** How the urls of databases begin that run for themselves. */
    List<String> SERVERS = List.of(
            "jdbc:postgresql:",
            "jdbc:mariadb:",
            "jdbc:mysql:",
            "jdbc:oracle:thin:",
            "jdbc:sqlserver:",
            "jdbc:db2:",
            "jdbc:derby://",
            "jdbc:h2:tcp:",
            "jdbc:h2:ssl:",
            "jdbc:hsqldb:hsql:");

    /** How the urls of SQLite begin. */
    String SQLITE = "jdbc:sqlite:";

    /** {@code create=true}, {@code createDatabaseIfNotExist=true} and their kin. */
    Pattern MAKES_DATABASE = Pattern.compile("create\\w*=true");

    /** {@return the place in words, without secrets} */
    String describe();

    /** {@return what two binds on one database have in common} */
    String identity();

    /** {@return the passwords that messages must not show, also those that were in force before} */
    Set<String> passwords();

    /**
     * A url, reached through a pool of the bind's own.
     *
     * @param url the JDBC url
     * @param credentials who connects
     * @param driver the driver's class name where the user names it
     */
    record Url(String url, Credentials credentials, Optional<String> driver) implements DatabaseSettings {

        /** What is no url at all may be a password that came there by a slip, as by {@code binds.auth_password}. */
        @Override
        public String describe() {
            return url.toLowerCase(Locale.ROOT).contains("jdbc:") ? Secrets.mask(url) : "***";
        }

        /** Without its parameters, two urls of one database are the same. */
        @Override
        public String identity() {
            return url.split("[?;]", 2)[0].toLowerCase(Locale.ROOT);
        }

        @Override
        public Set<String> passwords() {
            Set<String> passwords = new HashSet<>(credentials.passwords());
            passwords.addAll(Secrets.inside(url));
            return passwords;
        }

        /** Without the password, which must not reach a log by way of a record's text. */
        @Override
        public String toString() {
            return "Url[" + describe() + "]";
        }

        /** {@return whether the database lives in the memory of this process} */
        public boolean inMemory() {
            return isInMemory(url);
        }

        /**
         * {@return whether a server answers, which makes no database by itself when somebody connects}
         *
         * <p>Embedded databases do, and so do some servers that are asked to.
         */
        public boolean isServer() {
            String lower = url.toLowerCase(Locale.ROOT);
            return SERVERS.stream().anyMatch(lower::startsWith)
                    && !MAKES_DATABASE.matcher(lower).find();
        }

        /** {@return the url with which a connection fails, rather than make a database that is not there} */
        public String urlThatMakesNothing() {
            String without = url.replaceAll("(?i)(?<=[?&;])(create\\w*)=true", "$1=false");
            String lower = without.toLowerCase(Locale.ROOT);
            boolean makesFiles = (lower.startsWith("jdbc:h2:") || lower.startsWith("jdbc:hsqldb:"))
                    && !inMemory()
                    && !isServer()
                    && !lower.contains(";ifexists=");
            return makesFiles ? without + ";IFEXISTS=TRUE" : without;
        }

        /** {@return the file of a SQLite database, empty for any other, and in memory} */
        public Optional<Path> sqliteFile() {
            boolean sqlite = url.toLowerCase(Locale.ROOT).startsWith(SQLITE);
            // A colon stands before a resource.
            boolean file = sqlite && !inMemory() && !url.startsWith(":", SQLITE.length());
            return file
                    ? Optional.of(Path.of(url.substring(SQLITE.length())
                            .replaceFirst("^file:", "")
                            .split("\\?", 2)[0]))
                    : Optional.empty();
        }

        /** {@return whether each connection would see a database of its own, which no pool can serve} */
        public boolean privateToEachConnection() {
            String lower = url.toLowerCase(Locale.ROOT);
            boolean unnamedH2 = lower.equals("jdbc:h2:mem:") || lower.startsWith("jdbc:h2:mem:;");
            boolean unnamedSqlite = lower.equals("jdbc:sqlite:")
                    || lower.startsWith("jdbc:sqlite:?")
                    || (lower.startsWith("jdbc:sqlite:") && isInMemory(url) && !lower.contains("cache=shared"));
            return unnamedH2 || unnamedSqlite;
        }
    }

    /**
     * A data source that somebody else made.
     *
     * @param name a JNDI name, or the {@code @Named} of a CDI bean
     */
    record Named(String name) implements DatabaseSettings {

        @Override
        public String describe() {
            return "data source " + Secrets.mask(name);
        }

        @Override
        public String identity() {
            return name;
        }

        @Override
        public Set<String> passwords() {
            return Set.of();
        }
    }

    /** {@return whether a database with that url is lost when the process ends} */
    static boolean isInMemory(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("jdbc:h2:mem:")
                || lower.startsWith("jdbc:hsqldb:mem:")
                || lower.startsWith("jdbc:derby:memory:")
                || (lower.startsWith("jdbc:sqlite:") && (lower.contains(":memory:") || lower.contains("mode=memory")));
    }
}
