// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

/** What one product has brought, in cents. */
public record Revenue(String product, long orders, long pieces, long total) {}
