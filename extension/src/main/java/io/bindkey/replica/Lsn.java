// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the write-ahead log of PostgreSQL: {@code 16/B374D848}.
 *
 * @param value of 64 bits without a sign
 */
record Lsn(long value) implements Position {

    private static final Pattern TEXT = Pattern.compile("([0-9A-F]{1,8})/([0-9A-F]{1,8})");

    /** @throws IllegalArgumentException if the text is none */
    static Lsn parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no position of PostgreSQL");
        }
        return new Lsn(Long.parseLong(parts.group(1), 16) << 32 | Long.parseLong(parts.group(2), 16));
    }

    @Override
    public boolean covers(Position other) {
        return Long.compareUnsigned(value, ((Lsn) other).value) >= 0;
    }

    @Override
    public Position with(Position other) {
        return covers(other) ? this : other;
    }

    @Override
    public String text() {
        return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFFFFFFL);
    }
}
