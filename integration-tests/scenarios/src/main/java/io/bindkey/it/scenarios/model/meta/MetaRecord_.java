// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.meta;

import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.StaticMetamodel;

/** As a generator would write it. Two binds have this superclass, so the provider fills it in twice: the last one wins. */
@StaticMetamodel(MetaRecord.class)
@SuppressWarnings("NullAway.Init")
public abstract class MetaRecord_ {

    public static volatile SingularAttribute<MetaRecord, Integer> version;
    public static volatile SingularAttribute<MetaRecord, String> text;

    protected MetaRecord_() {}
}
