// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router.corpus;

import jakarta.persistence.Entity;

@Entity
public class Admin extends User {}
