// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The url of a cluster, as the drivers of MariaDB and MySQL read it.
 *
 * @param text of the url
 */
record ClusterUrl(String text) {

    private static final String PARAMETER = "sessionVariables=";

    /** Scheme, perhaps a mode such as {@code sequential:}, the hosts, and the rest. */
    private static final Pattern PARTS =
            Pattern.compile("(jdbc:(?:mariadb|mysql):)(?:[a-z-]+:)?//([^/?]*)(.*)", Pattern.CASE_INSENSITIVE);

    /** Hosts may be written {@code address=(host=a)(port=1)}, in MySQL also {@code (host=a,port=1)}. */
    private static final Pattern BETWEEN_HOSTS = Pattern.compile(",(?![^(]*\\))");

    /**
     * {@return the same, so that each session has a variable}
     *
     * <p>By the url, for a driver that connects to another node behind the back of the pool forgets what a statement has set.
     */
    ClusterUrl withSession(String assignment) {
        int begin = text.toLowerCase(Locale.ROOT).indexOf(PARAMETER.toLowerCase(Locale.ROOT));
        if (begin >= 0) {
            int values = begin + PARAMETER.length();
            String rest = text.substring(values);
            boolean none = rest.isEmpty() || rest.startsWith("&");
            return new ClusterUrl(text.substring(0, values) + assignment + (none ? "" : ",") + rest);
        }
        String separator = !text.contains("?") ? "?" : text.endsWith("?") || text.endsWith("&") ? "" : "&";
        return new ClusterUrl(text + separator + PARAMETER + assignment);
    }

    /** {@return one url for each host; none where there is only one, behind which may be any node} */
    List<ClusterUrl> hosts() {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return List.of();
        }
        List<String> hosts = List.of(BETWEEN_HOSTS.split(parts.group(2)));
        return hosts.size() < 2
                ? List.of()
                : hosts.stream()
                        .map(host -> new ClusterUrl(parts.group(1) + "//" + host + parts.group(3)))
                        .toList();
    }
}
