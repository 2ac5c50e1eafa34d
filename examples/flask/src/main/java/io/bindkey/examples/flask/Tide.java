// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import jakarta.persistence.Entity;

@Entity
public class Tide extends Almanac {}
