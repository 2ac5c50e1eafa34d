// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes.corpus;

/** What only entities of one bind implement. */
public interface Person {}
