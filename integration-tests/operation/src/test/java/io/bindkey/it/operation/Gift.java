// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import jakarta.persistence.Entity;

/** Is bought for somebody else, and in the bind of what it is. */
@Entity
class Gift extends Item {

    String card = "";

    protected Gift() {}
}
