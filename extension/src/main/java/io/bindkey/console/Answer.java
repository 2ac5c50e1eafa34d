// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

/**
 * What is sent.
 *
 * @param status of HTTP
 * @param type of the content
 * @param content as text
 */
record Answer(int status, String type, String content) {}
