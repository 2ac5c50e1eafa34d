// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.SQLException;

/** For tests in which it does not matter who asks for connections. */
final class NobodyHears implements ConnectionWatch {

    @Override
    public void before() {}

    @Override
    public SQLException failed(SQLException failure) {
        return failure;
    }
}
