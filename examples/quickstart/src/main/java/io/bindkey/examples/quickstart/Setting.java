// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import jakarta.persistence.Entity;

/** Lives in {@code meta}, for its superclass says so. */
@Entity
public class Setting extends MetaBase {

    private String name;

    private String content;

    protected Setting() {}

    public Setting(String name, String content) {
        this.name = name;
        this.content = content;
    }

    @Override
    public String toString() {
        return name + " = " + content;
    }
}
