// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Hides credentials in what is shown to people. */
public final class Secrets {

    /** Stands where a secret was. */
    public static final String MASK = "***";

    /** {@code //user:password@host}, also Oracle's {@code :user/password@}. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=//|thin:)[^/@\\s?;]+[:/]([^@\\s]*)@");

    /** {@code password=x}, {@code user=x} and their kin, as a query parameter or between semicolons. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)(?<=[?&;:,(])([\\w.-]*(?:user|username|password|passwd|pwd|secret|token|credential|passphrase)\\w*)=([^&;,)\\s]*)");

    /** The types of failures of which the message tells all. */
    private static final Set<String> SAY_NOTHING = Set.of(
            "",
            "Error",
            "Exception",
            "RuntimeException",
            "IllegalArgumentException",
            "IllegalStateException",
            "PersistenceException",
            "SQLException",
            "UnitProblem");

    private Secrets() {}

    /**
     * {@return the url without the credentials inside it}
     *
     * @param url a JDBC url
     */
    public static String mask(String url) {
        String withoutUserInfo = USER_INFO.matcher(url).replaceAll(MASK + "@");
        return PARAMETER.matcher(withoutUserInfo).replaceAll("$1=" + MASK);
    }

    /**
     * {@return somebody else's message without the passwords and without credentials in urls}
     *
     * @param message what a driver or pool said
     * @param passwords those in force, now and before
     */
    public static String mask(String message, Collection<String> passwords) {
        String masked = message;
        // One may begin with another.
        for (String password : passwords.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            masked = masked.replace(password, MASK);
        }
        return mask(masked);
    }

    /** {@return the passwords inside a url, which a driver may repeat without what stands around them} */
    public static Set<String> inside(String url) {
        Set<String> passwords = new HashSet<>();
        USER_INFO.matcher(url).results().forEach(found -> add(found.group(1), passwords));
        PARAMETER
                .matcher(url)
                .results()
                .filter(found -> !found.group(1).toLowerCase(Locale.ROOT).contains("user"))
                .forEach(found -> add(found.group(2), passwords));
        return passwords;
    }

    private static void add(String written, Set<String> passwords) {
        if (!written.isEmpty()) {
            passwords.add(written);
            try {
                passwords.add(URLDecoder.decode(written, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // A '%' that stands for itself.
                passwords.add(written);
            }
        }
    }

    /** {@return the passwords that are set anywhere, which may have come to another property as well} */
    public static Set<String> passwords(Config config) {
        Set<String> passwords = new HashSet<>();
        for (String name : config.getPropertyNames()) {
            // Properties for a provider stand in quotes.
            if (name.toLowerCase(Locale.ROOT).replaceFirst("\"$", "").endsWith("password")) {
                value(config, name)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(passwords::add);
            }
        }
        return passwords;
    }

    private static Optional<String> value(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (NoSuchElementException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * {@return what went wrong, in one line, without secrets} The innermost cause tells most.
     *
     * @param failure what was thrown
     * @param passwords those in force, now and before
     */
    public static String reason(Throwable failure, Collection<String> passwords) {
        Throwable root = root(failure);
        String message = root.getMessage();
        String text = message == null ? root.getClass().getName() : message.strip();
        return mask(text.lines().findFirst().orElse(text), passwords);
    }

    /**
     * {@return the same with the type of the innermost cause, where that says more} A {@code ClassNotFoundException}, for
     * one, has but the name of the class as its message.
     *
     * @param failure what was thrown
     * @param passwords those in force, now and before
     */
    public static String typedReason(Throwable failure, Collection<String> passwords) {
        Throwable root = root(failure);
        String type = root.getClass().getSimpleName();
        String reason = reason(failure, passwords);
        return SAY_NOTHING.contains(type) || reason.contains(type) ? reason : type + ": " + reason;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * {@return the failure itself if no message in it shows a password, else a copy that does not}
     *
     * @param failure what was thrown
     * @param passwords those in force, now and before
     */
    public static Throwable safe(Throwable failure, Collection<String> passwords) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (message != null && !message.equals(mask(message, passwords))) {
                Throwable copy =
                        new IllegalStateException(failure.getClass().getName() + ": " + reason(failure, passwords));
                copy.setStackTrace(failure.getStackTrace());
                return copy;
            }
        }
        return failure;
    }
}
