// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

/**
 * What the scripts of a router have in common.
 *
 * @param binds where they are tried
 * @param calls where calls of their criteria objects go
 * @param lock of all that changes in them
 */
record Scripts(OpenBinds binds, ProviderCalls provider, CriteriaShapes shapes, CriteriaNode.Calls calls, Object lock) {}
