// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.Owner;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Who connects to the database of a bind or replica. The configuration is asked again for each new connection, so that a rotated password needs no
 * restart. Safe for use by several threads.
 */
public final class Credentials {

    /** Tokens that live for minutes must not pile up as long as the application runs. */
    private static final int REMEMBERED = 16;

    private final Owner owner;
    private final Owner usernameOf;
    private final Owner passwordOf;
    private final Config config;
    private final Set<String> passwords = new LinkedHashSet<>();
    private Login last = Login.NOBODY;

    /**
     * Asks for nothing yet.
     *
     * @param owner who connects
     * @param usernameOf whose user that is: a replica may have that of its bind
     * @param passwordOf whose password, or file, that is
     * @param config to ask
     */
    Credentials(Owner owner, Owner usernameOf, Owner passwordOf, Config config) {
        this.owner = owner;
        this.usernameOf = usernameOf;
        this.passwordOf = passwordOf;
        this.config = config;
    }

    /**
     * A name and a password of one moment.
     *
     * @param username empty when the database wants none
     * @param password empty when the database wants none
     */
    public record Login(Optional<String> username, Optional<String> password) {

        static final Login NOBODY = new Login(Optional.empty(), Optional.empty());

        /** Without the password, which must not reach a log by way of a record's text. */
        @Override
        public String toString() {
            return "Login[" + username.orElse("") + "]";
        }
    }

    /** What was set at deployment; a password in a file is read when the bind opens. */
    synchronized void deployed(Optional<Found> username, Optional<Found> password) {
        remember(new Login(username.map(Found::value), password.map(Found::value)));
    }

    /**
     * {@return the login that is set now}
     *
     * <p>What is not found any more stays as it was: some servers tell a thread of the pool less than one of the
     * application.
     *
     * @param failure made and thrown when it cannot be told
     */
    public synchronized Login ask(Function<Problem, ? extends RuntimeException> failure) {
        List<Problem> problems = new ArrayList<>();
        Login login = read(problems);
        if (!problems.isEmpty()) {
            throw failure.apply(problems.get(0));
        }
        remember(login);
        return login;
    }

    private Login read(List<Problem> problems) {
        PropertyLookup lookup = new PropertyLookup(config, problems);
        try {
            Optional<String> username = lookup.own(usernameOf, BindProperty.USERNAME)
                    .map(Found::value)
                    .or(last::username);
            Optional<Found> file = lookup.own(passwordOf, BindProperty.PASSWORD_FILE);
            Optional<String> password = file.isPresent()
                    ? content(file.get(), problems)
                    : lookup.own(passwordOf, BindProperty.PASSWORD).map(Found::value);
            return new Login(username, password.or(last::password));
        } catch (RuntimeException e) {
            // Of a source that has to ask somebody else, or of a configuration that is closed.
            problems.add(Problems.credentialsUnknown(owner, Secrets.reason(e, passwords)));
            return last;
        }
    }

    private static Optional<String> content(Found file, List<Problem> problems) {
        String reason;
        try {
            String content = Files.readString(Path.of(file.value())).replaceFirst("\\r?\\n$", "");
            if (!content.isEmpty()) {
                return Optional.of(content);
            }
            reason = "it is empty";
        } catch (NoSuchFileException e) {
            reason = "there is no such file";
        } catch (AccessDeniedException e) {
            reason = "this process may not read it";
        } catch (IOException | InvalidPathException e) {
            reason = e.toString();
        }
        problems.add(Problems.passwordFile(file.property(), file.value(), reason));
        return Optional.empty();
    }

    private void remember(Login login) {
        last = login;
        login.password().filter(password -> !password.isEmpty()).ifPresent(password -> {
            // The newest is the last.
            passwords.remove(password);
            passwords.add(password);
            if (passwords.size() > REMEMBERED) {
                passwords.remove(passwords.iterator().next());
            }
        });
    }

    /** {@return the passwords that messages must not show: the one in force, and those before it} */
    public synchronized Set<String> passwords() {
        return Set.copyOf(passwords);
    }

    /** Without any password. */
    @Override
    public String toString() {
        return last.toString();
    }
}
