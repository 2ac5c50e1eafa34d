// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConstantPoolSearchTest {

    private final ConstantPoolSearch search = new ConstantPoolSearch(Set.of("Lwanted/Mark;", "Lwanted/Sign;"));

    @Test
    void findsATextBehindConstantsOfEveryKind() throws IOException {
        assertThat(search.findsOneIn(
                        new Pool().oneOfEachKind().text("Lwanted/Sign;").classFile()))
                .isTrue();
    }

    @Test
    void findsNothingWhereTheTextIsOnlyPartOfAConstant() throws IOException {
        assertThat(search.findsOneIn(new Pool()
                        .oneOfEachKind()
                        .text("(Lwanted/Sign;)V")
                        .text("wanted/Sign")
                        .text("Lwanted/Sing;")
                        .classFile()))
                .isFalse();
    }

    @Test
    void findsNothingBehindTheConstantPool() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Pool().text("only").classFile().transferTo(bytes);
        bytes.write(new byte[] {1, 0, 13});
        bytes.writeBytes("Lwanted/Sign;".getBytes(StandardCharsets.US_ASCII));

        assertThat(search.findsOneIn(new ByteArrayInputStream(bytes.toByteArray())))
                .isFalse();
    }

    @Test
    void refusesAConstantOfAFutureKind() throws IOException {
        Pool pool = new Pool().constant(21, 2).text("Lwanted/Sign;");

        assertThatThrownBy(() -> search.findsOneIn(pool.classFile()))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown constant pool tag 21 in class file version 61.0");
    }

    @Test
    void refusesWhatIsNoClassFile() {
        assertThatThrownBy(() -> search.findsOneIn(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessage("not a class file");
    }

    @Test
    void refusesAClassFileThatEndsInItsConstantPool() throws IOException {
        byte[] whole = new Pool().oneOfEachKind().classFile().readAllBytes();
        InputStream cut = new ByteArrayInputStream(whole, 0, whole.length - 1);

        assertThatThrownBy(() -> search.findsOneIn(cut)).isInstanceOf(EOFException.class);
    }

    /** The window slides over constants that lie across its end, and over some that are longer than it. */
    @Test
    void findsATextWhereverItLies() throws IOException {
        for (int before = 8100; before < 8300; before++) {
            assertThat(search.findsOneIn(new Pool()
                            .text("a".repeat(before))
                            .text("Lwanted/Mark;")
                            .classFile()))
                    .describedAs("behind a text of %d characters", before)
                    .isTrue();
            Pool many = new Pool();
            for (int i = 0; i < before / 3; i++) {
                many.constant(7, 2);
            }
            assertThat(search.findsOneIn(many.text("Lwanted/Sign;").classFile()))
                    .isTrue();
        }
    }

    /** Writes a class file down to the end of its constant pool. */
    private static final class Pool {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int places = 1;

        Pool text(String text) throws IOException {
            out.writeByte(1);
            out.writeUTF(text);
            places++;
            return this;
        }

        Pool constant(int tag, int length) throws IOException {
            out.writeByte(tag);
            out.write(new byte[length]);
            places += tag == 5 || tag == 6 ? 2 : 1;
            return this;
        }

        /** JVMS table 4.4-A, with the lengths of sections 4.4.1 to 4.4.12. */
        Pool oneOfEachKind() throws IOException {
            text("Größe, longer than the texts that are looked for");
            for (int number : new int[] {3, 4, 9, 10, 11, 12, 17, 18}) {
                constant(number, 4);
            }
            for (int twoPlaces : new int[] {5, 6}) {
                constant(twoPlaces, 8);
            }
            for (int reference : new int[] {7, 8, 16, 19, 20}) {
                constant(reference, 2);
            }
            return constant(15, 3);
        }

        InputStream classFile() throws IOException {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DataOutputStream head = new DataOutputStream(file);
            head.writeInt(0xCAFEBABE);
            head.writeShort(0);
            head.writeShort(61);
            head.writeShort(places);
            head.write(bytes.toByteArray());
            return new ByteArrayInputStream(file.toByteArray());
        }
    }
}
