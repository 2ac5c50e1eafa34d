// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The application cannot be deployed: carries every problem that was found, not only the first.
 *
 * @since 1.0
 */
public final class BindsDeploymentException extends DeploymentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** An array, because a list need not be serializable. */
    private final Problem[] problems;

    /**
     * One thing to mend.
     *
     * @param code a stable code such as {@code BINDKEY-012}, explained in the documentation
     * @param message what is wrong and what to write instead, without the code
     */
    public record Problem(String code, String message) implements Serializable {

        /** {@return code and message} */
        @Override
        public String toString() {
            return code + ": " + message;
        }
    }

    /**
     * Reports problems.
     *
     * @param problems what was found, at least one, not null
     */
    public BindsDeploymentException(List<Problem> problems) {
        super(text(problems));
        this.problems = problems.toArray(Problem[]::new);
    }

    /** {@return every problem, in the order of the report, unmodifiable} */
    public List<Problem> problems() {
        return List.of(problems);
    }

    private static String text(List<Problem> problems) {
        String lines = problems.stream().map(p -> "\n  " + p).collect(Collectors.joining());
        return (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " with the binds:" + lines;
    }
}
