// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.shared;

/** An amount in the currency of the application. */
public record Money(long cents) {}
