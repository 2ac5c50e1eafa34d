// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In an XA data source that the application defines. */
@Entity
@BindKey("defined")
public class Parcel extends Named {

    protected Parcel() {}

    public Parcel(long id, String name) {
        super(id, name);
    }
}
