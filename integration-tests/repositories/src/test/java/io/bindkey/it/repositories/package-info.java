// SPDX-License-Identifier: Apache-2.0

/** Repositories in the binds of their entities. */
@org.jspecify.annotations.NullMarked
package io.bindkey.it.repositories;
