// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Its ids come from a sequence, which a cluster takes without a cache alone. */
@Entity
@Table(name = "ticket")
@BindKey("auth")
class Ticket {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ticket_ids")
    @SequenceGenerator(name = "ticket_ids", sequenceName = "ticket_ids", allocationSize = 50)
    long id;
}
