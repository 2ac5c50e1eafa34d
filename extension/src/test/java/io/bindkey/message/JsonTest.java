// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void escapesWhatWouldEndATextOrNotArrive() {
        assertThat(Json.of("say \"hi\", C:\\x, a\nb\t\u0000\u007f é \u2028 \ud83d\ude00"))
                .isEqualTo(
                        "\"say \\\"hi\\\", C:\\\\x, a\\u000ab\\u0009\\u0000\\u007f \\u00e9 \\u2028 \\ud83d\\ude00\"");
    }

    @Test
    void nests() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("list", List.of(1, true, "x"));
        map.put("nothing", null);
        map.put("empty", List.of());
        map.put("none", Map.of());

        assertThat(Json.of(map)).isEqualTo("""
                {
                  "list": [
                    1,
                    true,
                    "x"
                  ],
                  "nothing": null,
                  "empty": [],
                  "none": {}
                }""");
    }
}
