// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

public enum Genre {
    NOVEL,
    SCIENCE,
    HISTORY
}
