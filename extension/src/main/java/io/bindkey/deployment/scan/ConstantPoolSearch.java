// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.Set;

/**
 * Looks for texts in the first part of a class file, its constant pool, where every name that the class uses stands
 * (Java Virtual Machine Specification, 4.4). Reads hardly further than the first text that it looks for.
 *
 * <p>An application has tens of thousands of class files, and most of the time of a start would go into streams over
 * streams and a buffer for each of them. So this is one window for all files, one after another: not for several threads.
 */
final class ConstantPoolSearch {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int WINDOW = 8192;

    private final byte[][] texts;
    private final int shortest;
    private final int longest;

    private final byte[] window = new byte[WINDOW];
    private InputStream in = InputStream.nullInputStream();
    /** Where in the window the next byte stands, and where its bytes end. */
    private int position;

    private int end;

    /** A search for texts of ASCII characters, each far shorter than the window. */
    ConstantPoolSearch(Set<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        IntSummaryStatistics lengths = texts.stream().mapToInt(String::length).summaryStatistics();
        this.shortest = lengths.getMin();
        this.longest = lengths.getMax();
    }

    /** Whether one of the texts is a constant of the class file. Does not close the stream. */
    boolean findsOneIn(InputStream classFile) throws IOException {
        in = classFile;
        position = 0;
        end = 0;
        require(10);
        if (((twoBytes() << 16) | twoBytes()) != MAGIC) {
            throw new IOException("not a class file");
        }
        int minorVersion = twoBytes();
        int majorVersion = twoBytes();
        int count = twoBytes();
        for (int index = 1; index < count; index++) {
            require(3);
            int tag = window[position++];
            switch (tag) {
                case 1 -> {
                    if (isNextText()) {
                        return true;
                    }
                }
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    index++; // a long or a double takes two places
                }
                default ->
                    throw new IOException("unknown constant pool tag %d in class file version %d.%d"
                            .formatted(tag & 0xFF, majorVersion, minorVersion));
            }
        }
        return false;
    }

    private boolean isNextText() throws IOException {
        int length = twoBytes();
        if (length < shortest || length > longest) {
            skip(length);
            return false;
        }
        require(length);
        int from = position;
        position += length;
        for (byte[] text : texts) {
            if (Arrays.equals(text, 0, text.length, window, from, position)) {
                return true;
            }
        }
        return false;
    }

    /** The next number of the window, which must have it. */
    private int twoBytes() {
        return ((window[position++] & 0xFF) << 8) | (window[position++] & 0xFF);
    }

    private void skip(int bytes) throws IOException {
        position += bytes;
        if (position > end) {
            in.skipNBytes(position - end);
            position = 0;
            end = 0;
        }
    }

    /** Sees to it that the window has so many bytes more. */
    private void require(int bytes) throws IOException {
        if (end - position >= bytes) {
            return;
        }
        System.arraycopy(window, position, window, 0, end - position);
        end -= position;
        position = 0;
        while (end < bytes) {
            int read = in.read(window, end, window.length - end);
            if (read < 0) {
                throw new EOFException();
            }
            end += read;
        }
    }
}
