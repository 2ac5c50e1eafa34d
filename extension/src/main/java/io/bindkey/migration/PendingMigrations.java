// SPDX-License-Identifier: Apache-2.0
package io.bindkey.migration;

import java.util.List;

/**
 * What the migrations of a bind would do at the next start.
 *
 * @param names of those that were not run, in their order
 * @param failed the names of those that have failed
 */
public record PendingMigrations(List<String> names, List<String> failed) {}
