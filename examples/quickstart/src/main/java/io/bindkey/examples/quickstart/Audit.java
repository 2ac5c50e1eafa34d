// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;

/** Has the columns of its superclass, but another key. */
@Entity
@BindKey("auth")
public class Audit extends MetaBase {

    private String event;

    protected Audit() {}

    public Audit(String event) {
        this.event = event;
    }

    @Override
    public String toString() {
        return event;
    }
}
