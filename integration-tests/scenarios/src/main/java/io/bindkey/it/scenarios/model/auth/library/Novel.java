// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

import jakarta.persistence.Entity;

@Entity
public class Novel extends Book {

    public String hero;
}
