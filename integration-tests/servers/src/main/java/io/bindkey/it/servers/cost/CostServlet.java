// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Measures, and tells a line for each call and way: microseconds of processor time of the thread, of the best round, and how
 * often that of the container's own entity manager. The ways take turns, so that what else the machine does meets all.
 */
@WebServlet("/cost")
public class CostServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** So many rows are there before. */
    static final int KEPT = 100;

    @Inject
    private transient Calls calls;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int rounds = Integer.parseInt(request.getParameter("rounds"));
        int each = Integer.parseInt(request.getParameter("each"));
        for (Way way : Way.values()) {
            calls.removeFrom(way, 0);
            for (int id = 0; id < KEPT; id++) {
                calls.insert(way, id);
            }
        }
        PrintWriter out = response.getWriter();
        tell("find", measure(rounds, each, (way, n) -> calls.find(way, n % KEPT)), out);
        tell("query", measure(rounds, each, (way, n) -> calls.query(way, n % KEPT)), out);
        tell("insert", measure(rounds, each, (way, n) -> calls.insert(way, KEPT + n)), out);
        for (Way way : Way.values()) {
            out.printf("%s has %d rows%n", way, calls.count(way));
        }
    }

    private Map<Way, Double> measure(int rounds, int each, ObjLongConsumer<Way> call) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Way, Double> best = new EnumMap<>(Way.class);
        for (int round = 0; round < rounds; round++) {
            for (Way way : Way.values()) {
                calls.removeFrom(way, KEPT);
                long before = threads.getCurrentThreadCpuTime();
                for (int n = 0; n < each; n++) {
                    call.accept(way, n);
                }
                best.merge(way, (threads.getCurrentThreadCpuTime() - before) / 1000.0 / each, Math::min);
            }
        }
        return best;
    }

    private static void tell(String call, Map<Way, Double> times, PrintWriter out) {
        double container = times.getOrDefault(Way.CONTAINER, Double.NaN);
        times.forEach((way, time) ->
                out.printf(Locale.ROOT, "%-8s %-22s %8.1f us  %.3f%n", call, way.text, time, time / container));
    }
}
