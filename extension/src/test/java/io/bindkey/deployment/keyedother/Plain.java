// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.keyedother;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** In a package whose name merely begins like a keyed one's. */
@Entity
public class Plain {
    @Id
    Long id;
}
