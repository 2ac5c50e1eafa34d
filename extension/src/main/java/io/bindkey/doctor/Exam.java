// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.doctor.Finding.Mark;
import io.bindkey.message.DoctorWords;
import io.bindkey.message.Secrets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is found of one bind while it is looked at. Another thread may read it meanwhile, and does when that takes too long. */
final class Exam {

    private final BindSettings bind;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ServerPools.Seen> servers = new ArrayList<>();
    private String step = "connect";

    Exam(BindSettings bind) {
        this.bind = bind;
    }

    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /** Makes one step; where it fails, what it would have told is not known. */
    void step(String subject, Step work) {
        synchronized (this) {
            step = subject;
        }
        try {
            work.run();
        } catch (SQLException | RuntimeException | LinkageError e) {
            add(Finding.unknown(subject, DoctorWords.notToldBecause(Secrets.typedReason(e, bind.passwords()))));
        }
    }

    synchronized void add(Finding finding) {
        findings.add(finding);
    }

    void add(Mark mark, String subject, Problem problem) {
        add(Finding.of(mark, subject, problem));
    }

    void ok(String subject, String text) {
        add(Finding.ok(subject, text));
    }

    synchronized void add(ServerPools.Seen server) {
        servers.add(server);
    }

    synchronized String step() {
        return step;
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    synchronized List<ServerPools.Seen> servers() {
        return List.copyOf(servers);
    }
}
