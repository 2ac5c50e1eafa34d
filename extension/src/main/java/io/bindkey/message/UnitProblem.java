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

    public UnitProblem(Problem problem) {
        this(problem, null);
    }

    public UnitProblem(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
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

    public Problem problem() {
        return problem;
    }
}
