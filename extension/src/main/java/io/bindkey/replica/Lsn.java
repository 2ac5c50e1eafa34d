// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the write-ahead log of PostgreSQL: {@code 16/B374D848-2}.
 *
 * <p>Each promotion begins a timeline, with a number that grows. A replica which goes on with the old one, for nobody has told it,
 * may have come further there than the new primary has: its number says nothing of what was written on the new one.
 *
 * @param value of 64 bits without a sign
 * @param timeline of the log, {@link #UNKNOWN} where it is not told
 */
record Lsn(long value, int timeline) implements Position {

    static final int UNKNOWN = 0;

    private static final Pattern TEXT = Pattern.compile("([0-9A-F]{1,8})/([0-9A-F]{1,8})(?:-(\\d{1,9}))?");

    Lsn(long value) {
        this(value, UNKNOWN);
    }

    /** @throws IllegalArgumentException if the text is none */
    static Lsn parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no position of PostgreSQL");
        }
        long value = Long.parseLong(parts.group(1), 16) << 32 | Long.parseLong(parts.group(2), 16);
        return new Lsn(value, parts.group(3) == null ? UNKNOWN : Integer.parseInt(parts.group(3)));
    }

    private boolean isAhead(Lsn other) {
        return Long.compareUnsigned(value, other.value) >= 0;
    }

    @Override
    public boolean covers(Position other) {
        Lsn wanted = (Lsn) other;
        return isAhead(wanted) && (timeline == UNKNOWN || timeline >= wanted.timeline);
    }

    /** What an older timeline had and the newer one has not is lost. */
    @Override
    public Position with(Position other) {
        Lsn more = (Lsn) other;
        if (timeline == UNKNOWN || more.timeline == UNKNOWN) {
            return new Lsn(isAhead(more) ? value : more.value, Math.max(timeline, more.timeline));
        }
        if (timeline != more.timeline) {
            return timeline > more.timeline ? this : more;
        }
        return isAhead(more) ? this : more;
    }

    @Override
    public String text() {
        String place = String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFFFFFFL);
        return timeline == UNKNOWN ? place : place + "-" + timeline;
    }
}
