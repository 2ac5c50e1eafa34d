// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unit cannot be prepared or opened; carries the problem for the deployment report. */
final class UnitProblem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    UnitProblem(Problem problem) {
        this(problem, null);
    }

    UnitProblem(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    /** {@return the problem among the causes of what a provider has thrown} */
    static Optional<UnitProblem> within(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnitProblem problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    Problem problem() {
        return problem;
    }
}
