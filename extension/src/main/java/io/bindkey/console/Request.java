// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import java.util.Map;

/**
 * What an answer may depend on.
 *
 * @param parameters of the address, the last of each name
 * @param text that was sent, empty unless something was
 */
record Request(Map<String, String> parameters, String text) {

    /** {@return a parameter, empty if it is not there} */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
