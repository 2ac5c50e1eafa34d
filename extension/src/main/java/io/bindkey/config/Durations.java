// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 200ms}, {@code 60s}, {@code 5m}, {@code 1h} and ISO-8601 durations. */
final class Durations {

    private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);

    private Durations() {}

    /** {@return the duration, empty when the text is none or is negative} */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SHORT_FORM.matcher(text.strip());
        try {
            if (!matcher.matches()) {
                return Optional.of(Duration.parse(text.strip())).filter(d -> !d.isNegative());
            }
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        } catch (java.time.DateTimeException | ArithmeticException notADuration) {
            return Optional.empty();
        }
    }
}
