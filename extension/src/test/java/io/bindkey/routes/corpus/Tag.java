// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes.corpus;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
@BindKey("auth")
public class Tag {
    @Id
    Long id;
}
