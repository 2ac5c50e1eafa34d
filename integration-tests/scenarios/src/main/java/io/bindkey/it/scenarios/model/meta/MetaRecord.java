// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.meta;

import io.bindkey.BindKey;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/** Hands its key down. */
@MappedSuperclass
@BindKey("meta")
public abstract class MetaRecord {

    @Version
    public int version;

    public String text;
}
