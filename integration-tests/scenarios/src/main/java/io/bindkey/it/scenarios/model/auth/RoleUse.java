// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth;

/** How many users have a role; a result of native SQL. */
public record RoleUse(String name, long users) {}
