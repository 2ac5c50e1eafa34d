// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

/** What the console for development says by itself. */
public final class ConsoleWords {

    private ConsoleWords() {}

    /** {@return the line of the log that tells where the console is} */
    public static String served(String address) {
        return "The console for development is at " + address + " (this machine alone, until the application ends)";
    }

    public static String keyOnClass(String key) {
        return annotation(key) + " on the class";
    }

    public static String keyOnSuperclass(String key, String superclass) {
        return annotation(key) + " on its superclass " + superclass;
    }

    public static String keyOnPackage(String key, String name) {
        return annotation(key) + " on the package " + name;
    }

    /** {@return how the configuration claims a class} */
    public static String claimed(String key, String property, String claim) {
        return Problems.prefix(key) + "." + property + " has " + claim;
    }

    public static String inMappingFile(String name) {
        return "the mapping file " + name + " of the bind has it";
    }

    public static String unkeyed() {
        return "nothing gives it a key, so it is in the default bind";
    }

    /** {@return why a text that names no entity goes where it does} */
    public static String namesNothing() {
        return "it names no entity, so it goes to the default bind";
    }

    private static String annotation(String key) {
        return "@BindKey(\"" + key + "\")";
    }
}
