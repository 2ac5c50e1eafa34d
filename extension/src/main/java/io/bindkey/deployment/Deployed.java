// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.schema.Schemas;
import io.bindkey.unit.Units;
import java.util.List;
import java.util.NavigableSet;

/**
 * What a command sees of a deployment.
 *
 * @param units without those that cannot be prepared
 * @param schemas the schema operations
 * @param keys of all binds, also of those that have no unit, in key order
 * @param problems for which the deployment would be refused
 */
public record Deployed(Units units, Schemas schemas, NavigableSet<String> keys, List<Problem> problems) {}
