// SPDX-License-Identifier: Apache-2.0
/** Whether a bind can be used: what its database answers when it is asked, and who looks at one that does not. Not API. */
@NullMarked
package io.bindkey.watch;

import org.jspecify.annotations.NullMarked;
