// SPDX-License-Identifier: Apache-2.0
/** What happens to binds, for OpenTelemetry, Micrometer and Java Flight Recorder where they are there. Not API. */
@NullMarked
package io.bindkey.telemetry;

import org.jspecify.annotations.NullMarked;
