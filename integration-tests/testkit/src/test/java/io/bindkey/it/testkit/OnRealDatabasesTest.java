// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import io.bindkey.testing.BindTest;
import io.bindkey.testing.OnDatabase;
import io.bindkey.testing.OnDatabase.Product;

@BindTest(beans = Rows.class)
@OnDatabase(Product.POSTGRESQL)
@OnDatabase(value = Product.MARIADB, bind = "auth")
class OnRealDatabasesTest extends MarketTests {}
