// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a statement does, as far as its text shows. */
final class StatementText {

    private static final Pattern SPACE_AND_COMMENTS = Pattern.compile("\\A(?:\\s|--[^\\n]*\\n|/\\*(?s:.*?)\\*/|\\()+");
    private static final Pattern WRITES = Pattern.compile("\\b(?:insert|update|delete|merge)\\b");

    private StatementText() {}

    /** {@return whether it sets something for the session, and is no question to the data} */
    static boolean isSetting(String sql) {
        return begins(sql).startsWith("set ");
    }

    /** {@return whether it may have changed something} */
    static boolean writes(String sql) {
        String text = begins(sql);
        if (text.startsWith("with")) {
            return WRITES.matcher(text).find();
        }
        return !(text.startsWith("select")
                || text.startsWith("values")
                || text.startsWith("show")
                || text.startsWith("explain")
                || text.startsWith("set "));
    }

    private static String begins(String sql) {
        return SPACE_AND_COMMENTS.matcher(sql).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
