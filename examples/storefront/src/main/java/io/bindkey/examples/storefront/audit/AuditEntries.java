// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.audit;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** What was noted. */
@Repository(provider = "Hibernate")
public interface AuditEntries {

    @Insert
    void add(AuditEntry entry);

    @Query("where who = :who order by id")
    List<AuditEntry> of(String who);
}
