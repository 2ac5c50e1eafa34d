// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * What a companion of an entity manager finds when it is opened.
 *
 * @param entityManager the one whose connection it has to share, because that is the transaction; null when it may have a
 *     connection of its own: between transactions, or where the transaction manager brings both together
 * @param begins whether it begins a transaction of its own on that connection
 */
public record Surroundings(@Nullable EntityManager entityManager, boolean begins) {}
