// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.rules;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Permits {

    public boolean allow(String name) {
        return !name.equals("war");
    }
}
