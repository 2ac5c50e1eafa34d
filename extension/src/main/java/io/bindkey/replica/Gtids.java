// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The last transaction of each replication domain of MariaDB: {@code 0-1-100,7-2-33}.
 *
 * @param domains the last of each
 */
record Gtids(SortedMap<Long, Last> domains) implements Position {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})-(\\d{1,10})-(\\d{1,20})");

    /**
     * The last transaction of a domain.
     *
     * @param server that has committed it
     * @param sequence its number in the domain
     */
    record Last(String server, long sequence) {}

    /** @throws IllegalArgumentException if the text is none */
    static Gtids parse(String text) {
        SortedMap<Long, Last> domains = new TreeMap<>();
        if (!text.isEmpty()) {
            for (String one : text.split(",", -1)) {
                Matcher parts = TEXT.matcher(one.strip());
                if (!parts.matches()) {
                    throw new IllegalArgumentException("'" + text + "' is no position of MariaDB");
                }
                domains.put(
                        Long.valueOf(parts.group(1)), new Last(parts.group(2), Long.parseUnsignedLong(parts.group(3))));
            }
        }
        return new Gtids(domains);
    }

    @Override
    public boolean covers(Position other) {
        return ((Gtids) other).domains.entrySet().stream().allMatch(wanted -> {
            Last here = domains.get(wanted.getKey());
            return here != null && Long.compareUnsigned(here.sequence, wanted.getValue().sequence) >= 0;
        });
    }

    @Override
    public Position with(Position other) {
        SortedMap<Long, Last> both = new TreeMap<>(domains);
        ((Gtids) other)
                .domains.forEach((domain, last) -> both.merge(
                        domain, last, (one, two) -> Long.compareUnsigned(one.sequence, two.sequence) >= 0 ? one : two));
        return new Gtids(both);
    }

    @Override
    public String text() {
        return domains.entrySet().stream()
                .map(domain -> domain.getKey() + "-" + domain.getValue().server + "-"
                        + Long.toUnsignedString(domain.getValue().sequence))
                .collect(Collectors.joining(","));
    }
}
