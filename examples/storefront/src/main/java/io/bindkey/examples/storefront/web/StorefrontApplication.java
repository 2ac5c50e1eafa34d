// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything that the page asks for is below {@code api}. */
@ApplicationPath("api")
public class StorefrontApplication extends Application {}
