// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import io.bindkey.testing.BindTest;

@BindTest(
        beans = Rows.class,
        config = {"binds-defaults.transaction=jta", "binds-settings.transactions.across=best-effort"})
class OnePhaseTest extends MarketTests {}
