// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    private static final Bookmark BOTH = Bookmark.of(Map.of("auth", "16/B374D848", "default", "0-1-100,7-2-33"));

    @Test
    void isTextThatFitsIntoACookie() {
        assertThat(BOTH).hasToString("auth:16/B374D848!default:0-1-100+7-2-33");
        assertThat(Bookmark.parse(BOTH.toString())).isEqualTo(BOTH).hasSameHashCodeAs(BOTH);
        assertThat(Bookmark.parse(BOTH.toString()).positions())
                .containsExactly(Map.entry("auth", "16/B374D848"), Map.entry("default", "0-1-100,7-2-33"));
        assertThat(Bookmark.parse("")).isSameAs(Bookmark.NONE);
        assertThat(Bookmark.of(Map.of())).isSameAs(Bookmark.NONE).hasToString("");
    }

    @Test
    void canBeSent() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(BOTH);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(BOTH);
        }
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> BOTH.positions().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", ":", "auth:1;x", "auth:1!", "a b:1", "auth:1'", "auth:1\n"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Bookmark.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This text is no bookmark");
    }

    @Test
    void neitherIsALongOneTaken() {
        assertThatThrownBy(() -> Bookmark.parse("auth:" + "1".repeat(4_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bookmark.of(Map.of("auth", "1 or 1"))).isInstanceOf(IllegalArgumentException.class);
    }
}
