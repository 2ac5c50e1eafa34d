// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

/** What a query constructs. */
public record Summary(String title, int pages) {}
