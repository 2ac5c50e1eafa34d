// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.audit;

import io.bindkey.examples.storefront.landing.Landed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** What somebody tried. */
@Entity
public class AuditEntry implements Landed {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    protected Long id;

    protected String who;
    protected String what;

    @Column(name = "noted_at")
    protected Instant at;

    protected AuditEntry() {}

    AuditEntry(String who, String what) {
        this.who = who;
        this.what = what;
        this.at = Instant.now();
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public String text() {
        return who + " " + what;
    }
}
