// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.config.ReplicaSettings;
import io.bindkey.doctor.Finding.Mark;
import io.bindkey.doctor.Questions.Copy;
import io.bindkey.message.DoctorProblems;
import io.bindkey.message.DoctorWords;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.unit.Unit;
import io.bindkey.unit.UnitLook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Looks at one replica of a bind. */
final class ReplicaLook {

    private static final String SUBJECT = "replica";

    private final Unit unit;
    private final ReplicaSettings replica;
    private final Duration patience;
    private final Exam exam;

    ReplicaLook(Unit unit, ReplicaSettings replica, Duration patience, Exam exam) {
        this.unit = unit;
        this.replica = replica;
        this.patience = patience;
        this.exam = exam;
    }

    void look() {
        exam.step(SUBJECT, this::lookAtIt);
    }

    private void lookAtIt() {
        try (UnitLook look = unit.looks().open(Optional.of(replica), patience);
                Connection connection = look.connect()) {
            Server server = Server.behind(connection);
            server.remember(replica.database(), exam);
            server.questions().copy(server.rows()).ifPresent(this::add);
        } catch (UnitProblem e) {
            exam.add(Mark.FAIL, SUBJECT, e.problem());
        } catch (SQLException | RuntimeException e) {
            fails(DoctorWords.unreachable(Secrets.reason(e, unit.settings().passwords())));
        }
    }

    private void add(Copy copy) {
        Duration most = unit.settings().reading().maxLag();
        if (!copy.replicates()) {
            fails(DoctorWords.noReplica());
        } else if (copy.stopped()) {
            fails(DoctorWords.stopped());
        } else if (copy.lag().filter(lag -> lag.compareTo(most) > 0).isPresent()) {
            fails(DoctorWords.behind(copy.lag().get(), most));
        } else {
            exam.ok(
                    SUBJECT,
                    DoctorWords.replica(
                            replica.name(), copy.lag().map(DoctorWords::lag).orElse("")));
        }
    }

    /** Reads go to the others, or to the bind itself. */
    private void fails(String state) {
        exam.add(
                Mark.WARN,
                SUBJECT,
                DoctorProblems.replica(
                        unit.key(), replica.name(), replica.database().describe(), state));
    }
}
