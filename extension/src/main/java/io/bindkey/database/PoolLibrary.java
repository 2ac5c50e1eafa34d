// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

/** Whether the pool is there. This class needs nothing of it, unlike all others whose name begins like its own. */
public final class PoolLibrary {

    private PoolLibrary() {}

    /** {@return whether both JARs are on the class path} The first finds the second by its own class loader. */
    public static boolean isOnClassPath() {
        try {
            ClassLoader own = PoolLibrary.class.getClassLoader();
            Class<?> api = Class.forName("io.agroal.api.AgroalDataSource", false, own);
            Class.forName("io.agroal.pool.DataSource", false, api.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
