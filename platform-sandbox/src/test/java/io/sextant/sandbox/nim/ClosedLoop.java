package io.sextant.sandbox.nim;

import java.util.ArrayList;
import java.util.List;

/** Users in virtual time who each send the next request when the last one is answered. */
final class ClosedLoop {
    private final BatchEngine engine;
    private final int isl;
    private final int osl;
    private final List<OperatingLatency> seen = new ArrayList<>();

    ClosedLoop(BatchEngine engine, int isl, int osl) {
        this.engine = engine;
        this.isl = isl;
        this.osl = osl;
    }

    /** The latencies of all rounds but the first, which starts from an empty engine. */
    List<OperatingLatency> run(int users, int rounds) {
        for (int user = 0; user < users; user++) {
            new User(rounds).send(0);
        }
        while (engine.nextStepAtNanos().isPresent()) {
            engine.advanceTo(engine.nextStepAtNanos().getAsLong());
        }
        return seen;
    }

    private final class User {
        private final int rounds;
        private int round;

        private User(int rounds) {
            this.rounds = rounds;
        }

        void send(long nowNanos) {
            long[] firstAt = new long[1];
            engine.submit(new Sequence(isl, osl, nowNanos, (index, at, last) -> {
                if (index == 0) {
                    firstAt[0] = at;
                }
                if (last) {
                    answered(nowNanos, firstAt[0], at);
                }
            }));
        }

        private void answered(long sentAt, long firstAt, long lastAt) {
            if (round > 0) {
                seen.add(new OperatingLatency((firstAt - sentAt) / 1e6, (lastAt - firstAt) / 1e6 / (osl - 1)));
            }
            round++;
            if (round < rounds) {
                send(lastAt);
            }
        }
    }
}
