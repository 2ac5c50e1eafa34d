// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.meta;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** Numbered by its database, so that {@code persist} inserts at once. */
@Entity
@Table(name = "audit_entry")
@NamedQuery(name = "AuditEntry.count", query = "select count(a) from AuditEntry a")
@NamedNativeQuery(
        name = "AuditEntry.latest",
        query = "select * from audit_entry order by id desc",
        resultClass = AuditEntry.class)
public class AuditEntry extends MetaRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public static AuditEntry of(String text) {
        AuditEntry entry = new AuditEntry();
        entry.text = text;
        return entry;
    }
}
