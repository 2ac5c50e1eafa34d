// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

/** Something that takes its time. */
@FunctionalInterface
public interface Operation {

    /** Says that it has ended. */
    void end(boolean failed);
}
