// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import io.bindkey.testing.BindTest;

@BindTest(beans = Rows.class)
class OnH2Test extends MarketTests {}
