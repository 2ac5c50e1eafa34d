// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;

/** Has the columns of its superclass, but is in the default bind. */
@Entity
@BindKey(BindKey.DEFAULT)
public class Storm extends Almanac {}
