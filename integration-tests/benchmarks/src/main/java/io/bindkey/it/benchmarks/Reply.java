// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.BindKey;
import io.bindkey.it.scenarios.Application;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What is inserted into another database together with a {@link Note}. */
@Entity
@BindKey(Application.AUTH)
public class Reply {

    @Id
    public long id;

    public String text;

    protected Reply() {}

    Reply(long id, String text) {
        this.id = id;
        this.text = text;
    }
}
