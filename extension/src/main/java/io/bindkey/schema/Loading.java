// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

/** Who executes the load script: several instances of the application may make the same tables at the same time. */
enum Loading {
    /** None of them was made yet: whoever makes all. */
    OPEN,
    /** We have made the first. */
    OURS,
    /** Another instance has made the first. */
    THEIRS;

    /** {@return whether we execute it after what is planned now} */
    boolean isOursAfter(Plan plan) {
        return this == OURS || (this == OPEN && plan.makesAll());
    }

    /**
     * {@return who it is after an attempt that has failed, where the database does not undo it}
     *
     * @param executed how many statements did not fail
     */
    Loading afterFailureOf(Plan plan, int executed) {
        if (this != OPEN) {
            return this;
        }
        return plan.makesAll() && executed > 0 ? OURS : THEIRS;
    }
}
