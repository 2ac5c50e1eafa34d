// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model;

import io.bindkey.BindKey;
import io.bindkey.it.scenarios.model.meta.MetaRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Built like the records of {@code meta}, but for everybody: its own key counts. */
@Entity
@Table(name = "announcement")
@BindKey(BindKey.DEFAULT)
public class Announcement extends MetaRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public static Announcement of(String text) {
        Announcement announcement = new Announcement();
        announcement.text = text;
        return announcement;
    }
}
