// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing.shop;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@BindKey("audit")
@Table(name = "audit_entry")
public class AuditEntry {

    @Id
    @GeneratedValue
    private long id;

    private String text;

    public static AuditEntry of(String text) {
        AuditEntry entry = new AuditEntry();
        entry.text = text;
        return entry;
    }

    public String text() {
        return text;
    }
}
