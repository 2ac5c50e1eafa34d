// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.IntSummaryStatistics;
import java.util.Set;

/**
 * Looks for texts in the first part of a class file, its constant pool, where every name that the class uses stands
 * (Java Virtual Machine Specification, 4.4). Immutable; reads no further than the first text that it looks for.
 */
final class ConstantPoolSearch {

    private static final int MAGIC = 0xCAFEBABE;

    private final Set<String> texts;
    private final int shortest;
    private final int longest;

    /** A search for texts of ASCII characters. */
    ConstantPoolSearch(Set<String> texts) {
        this.texts = Set.copyOf(texts);
        IntSummaryStatistics lengths = texts.stream().mapToInt(String::length).summaryStatistics();
        this.shortest = lengths.getMin();
        this.longest = lengths.getMax();
    }

    /** Whether one of the texts is a constant of the class file. Does not close the stream. */
    boolean findsOneIn(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        int minorVersion = in.readUnsignedShort();
        int majorVersion = in.readUnsignedShort();
        int count = in.readUnsignedShort();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    if (isNextText(in)) {
                        return true;
                    }
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    index++; // a long or a double takes two places
                }
                default ->
                    throw new IOException("unknown constant pool tag %d in class file version %d.%d"
                            .formatted(tag, majorVersion, minorVersion));
            }
        }
        return false;
    }

    private boolean isNextText(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort();
        if (length < shortest || length > longest) {
            in.skipNBytes(length); // making a String of every constant would more than double the time of a scan
            return false;
        }
        byte[] text = in.readNBytes(length);
        return texts.contains(new String(text, StandardCharsets.ISO_8859_1));
    }
}
