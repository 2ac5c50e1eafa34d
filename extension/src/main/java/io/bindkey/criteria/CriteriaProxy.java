// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import java.lang.reflect.InvocationHandler;

/**
 * A criteria object of the router's, as opposed to one of a provider's.
 *
 * <p>Package-private as the node is: a proxy of public interfaces alone would be of another package, and could not give it.
 */
interface CriteriaProxy {

    /** {@return the {@link CriteriaNode} behind it, as what the proxy knows of it} */
    InvocationHandler criteriaNode();
}
