// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.keyed.inner.deeper;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Neither its package nor the one around it says anything. */
@Entity
public class Deep {
    @Id
    Long id;
}
