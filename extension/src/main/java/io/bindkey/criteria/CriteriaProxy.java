// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

/** A criteria object of the router's, as opposed to one of a provider's. */
public interface CriteriaProxy {

    CriteriaNode criteriaNode();
}
