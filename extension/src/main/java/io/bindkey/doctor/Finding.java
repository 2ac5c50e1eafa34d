// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.BindsDeploymentException.Problem;

/**
 * One thing that was looked at.
 *
 * @param mark how it is
 * @param subject what it is, in one or two words
 * @param code of what is wrong, empty where there is none
 * @param text what was found, and what to do about it
 */
public record Finding(Mark mark, String subject, String code, String text) {

    /** How a thing is. */
    public enum Mark {
        /** As it should be. */
        OK("ok"),
        /** It was not looked at, or cannot be told. */
        UNKNOWN("-"),
        /** It works, but will not always. */
        WARN("warn"),
        /** It does not work. */
        FAIL("FAIL");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        /** {@return the word of the report} */
        public String word() {
            return word;
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Mark.OK, subject, "", text);
    }

    static Finding unknown(String subject, String text) {
        return new Finding(Mark.UNKNOWN, subject, "", text);
    }

    static Finding of(Mark mark, String subject, Problem problem) {
        return new Finding(mark, subject, problem.code(), problem.message());
    }

    /** {@return the line of the report} */
    @Override
    public String toString() {
        String name = subject.isEmpty() ? "" : String.format("%-10s  ", subject);
        return String.format("%-4s  %s%s%s", mark.word(), name, code.isEmpty() ? "" : code + ": ", text);
    }
}
