// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import io.bindkey.unit.Unit;
import java.util.Map;

/**
 * What stands in a text where an entity is named.
 *
 * @param name as it is written
 * @param bearers the classes that it may mean, with their binds; none if it is unknown
 */
public record NamedEntity(String name, Map<String, Unit> bearers) {}
