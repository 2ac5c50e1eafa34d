// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.meta;

import io.bindkey.it.scenarios.model.shared.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "setting")
public class Setting extends MetaRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    public UUID id;

    @Column(name = "credit_limit")
    public Money limit;

    public static Setting of(String text, long cents) {
        Setting setting = new Setting();
        setting.text = text;
        setting.limit = new Money(cents);
        return setting;
    }
}
