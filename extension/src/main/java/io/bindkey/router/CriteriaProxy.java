// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

/** A criteria object of the router's, as opposed to one of a provider's. */
interface CriteriaProxy {

    CriteriaNode criteriaNode();
}
