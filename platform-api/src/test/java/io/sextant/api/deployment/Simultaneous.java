package io.sextant.api.deployment;

import io.sextant.api.problem.PlatformProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several attempts that begin at the same moment. */
final class Simultaneous {
    private Simultaneous() {}

    /** What became of each attempt: its result, or the problem that refused it. */
    static List<Object> atOnce(int times, IntFunction<Callable<Object>> attempt) throws Exception {
        CyclicBarrier together = new CyclicBarrier(times);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running = IntStream.range(0, times)
                    .mapToObj(number -> threads.submit(() -> {
                        together.await();
                        try {
                            return attempt.apply(number).call();
                        } catch (PlatformProblem problem) {
                            return problem;
                        }
                    }))
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }
}
