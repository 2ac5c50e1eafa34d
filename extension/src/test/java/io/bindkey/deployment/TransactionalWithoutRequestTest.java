// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

/** The same where calls get no request context, as nobody would see it. */
class TransactionalWithoutRequestTest extends TransactionalMethodsTest {

    @Override
    Class<?>[] ofRequest() {
        return new Class<?>[0];
    }
}
