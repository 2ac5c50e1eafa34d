// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Servers that a JVM of their own starts and does not close. */
final class AbandonedServers {

    private static final String PID = "pid ";

    private AbandonedServers() {}

    /** The process ids of both servers, after their JVM ended by "exit" or, without a shutdown hook's help, "halt". */
    static List<Long> leftBy(String ending, Path workFolder) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        String main = AbandonedServers.class.getName();
        Process jvm = new ProcessBuilder(java, "-cp", classPath, main, ending, workFolder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> pids = jvm.inputReader()
                .lines()
                .filter(line -> line.startsWith(PID))
                .map(line -> Long.valueOf(line.substring(PID.length())))
                .toList();
        jvm.waitFor();
        return pids;
    }

    /** Started in a JVM of its own. */
    @SuppressWarnings("resource") // That is what this class is for.
    public static void main(String[] arguments) throws IOException {
        Path workFolder = Path.of(arguments[1]);
        System.out.println(
                PID + RunningPostgres.start(workFolder).process().handle().pid());
        System.out.println(
                PID + RunningMariaDb.start(workFolder).process().handle().pid());
        if (arguments[0].equals("halt")) {
            Runtime.getRuntime().halt(1);
        }
    }
}
