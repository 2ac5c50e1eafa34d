// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unit cannot be prepared or opened; carries the problem for the deployment report. */
public final class UnitProblem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final boolean mayPass;

    public UnitProblem(Problem problem) {
        this(problem, null);
    }

    public UnitProblem(Problem problem, @Nullable Throwable cause) {
        this(problem, cause, false);
    }

    private UnitProblem(Problem problem, @Nullable Throwable cause, boolean mayPass) {
        super(problem.toString(), cause);
        this.problem = problem;
        this.mayPass = mayPass;
    }

    /** {@return that of a database that cannot be reached now, and may be later} */
    public static UnitProblem unreachable(Problem problem, Throwable cause) {
        return new UnitProblem(problem, cause, true);
    }

    /** {@return the problem among the causes of what a provider has thrown} */
    public static Optional<UnitProblem> within(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnitProblem problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    /** {@return whether it may pass by itself, as when a database comes back} */
    public boolean mayPass() {
        return mayPass;
    }

    public Problem problem() {
        return problem;
    }
}
