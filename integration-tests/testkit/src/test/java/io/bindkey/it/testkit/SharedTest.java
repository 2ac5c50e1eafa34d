// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import io.bindkey.testing.BindTest;

@BindTest(beans = Rows.class, container = BindTest.Lifetime.SHARED)
class SharedTest extends MarketTests {}
