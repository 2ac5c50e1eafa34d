// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.doctor.Finding.Mark;
import io.bindkey.message.DoctorWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the doctor has found. Immutable.
 *
 * @param configuration what holds for all binds
 * @param binds in key order
 * @param servers what binds on one server have in common
 */
public record DoctorReport(List<Finding> configuration, List<OfBind> binds, List<Finding> servers) {

    /**
     * What was found of one bind.
     *
     * @param key of the bind
     * @param place of its database, without secrets
     * @param findings in the order of the look
     */
    public record OfBind(String key, String place, List<Finding> findings) {}

    /** {@return whether something does not work} */
    public boolean fails() {
        return count(Mark.FAIL) > 0;
    }

    /** {@return whether something needs a look before it fails} */
    public boolean warns() {
        return count(Mark.WARN) > 0;
    }

    private long count(Mark mark) {
        return Stream.of(
                        configuration.stream(),
                        binds.stream().flatMap(bind -> bind.findings().stream()),
                        servers.stream())
                .flatMap(findings -> findings)
                .filter(finding -> finding.mark() == mark)
                .count();
    }

    /** {@return one page} */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("configuration");
        add(configuration, lines);
        for (OfBind bind : binds) {
            lines.add(bind.key() + "  " + bind.place());
            add(bind.findings(), lines);
        }
        if (!servers.isEmpty()) {
            lines.add("servers");
            add(servers, lines);
        }
        lines.add(DoctorWords.summary(binds.size(), count(Mark.FAIL), count(Mark.WARN), count(Mark.UNKNOWN)));
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(List<Finding> findings, List<String> lines) {
        findings.forEach(finding -> lines.add("  " + finding));
    }
}
