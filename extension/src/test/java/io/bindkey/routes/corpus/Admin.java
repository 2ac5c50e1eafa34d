// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes.corpus;

import jakarta.persistence.Entity;

@Entity
public class Admin extends User {}
