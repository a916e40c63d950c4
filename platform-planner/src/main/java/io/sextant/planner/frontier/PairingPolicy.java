package io.sextant.planner.frontier;

import io.sextant.planner.performance.MemoryFit;
import java.util.List;
import java.util.Optional;

/** One reason why a profile may not run on a GPU at all. */
interface PairingPolicy {

    Optional<Rejection> check(Pairing pairing);

    /** In the order in which they are reported; all of them are asked. */
    List<PairingPolicy> ALL = List.of(
            PairingPolicy::context,
            PairingPolicy::precision,
            PairingPolicy::heads,
            PairingPolicy::node,
            PairingPolicy::interconnect,
            PairingPolicy::weights,
            PairingPolicy::longestSequence);

    static List<Rejection> rejections(Pairing pairing) {
        return ALL.stream().flatMap(policy -> policy.check(pairing).stream()).toList();
    }

    private static Optional<Rejection> context(Pairing pairing) {
        double tokens = pairing.workload().meanTokens();
        int maxContext = pairing.model().maxContext();
        return rejectIf(tokens > maxContext, new Rejection.ExceedsContext(tokens, maxContext));
    }

    private static Optional<Rejection> precision(Pairing pairing) {
        var precision = pairing.profile().precision();
        var gpu = pairing.offer().gpu();
        return rejectIf(!gpu.supports(precision), new Rejection.PrecisionUnsupported(gpu.name(), precision));
    }

    private static Optional<Rejection> heads(Pairing pairing) {
        var model = pairing.model();
        int tensorParallel = pairing.profile().tensorParallel();
        return rejectIf(
                !model.splitsOver(tensorParallel),
                new Rejection.HeadsNotDivisible(model.heads(), model.kvHeads(), tensorParallel));
    }

    private static Optional<Rejection> node(Pairing pairing) {
        var gpu = pairing.offer().gpu();
        int gpus = pairing.profile().gpusPerReplica();
        return rejectIf(
                gpus > gpu.maxGpusPerNode(), new Rejection.LargerThanNode(gpu.name(), gpus, gpu.maxGpusPerNode()));
    }

    private static Optional<Rejection> interconnect(Pairing pairing) {
        var gpu = pairing.offer().gpu();
        int tensorParallel = pairing.profile().tensorParallel();
        return rejectIf(
                tensorParallel > 2 && !gpu.hasNvlink(),
                new Rejection.SlowInterconnect(gpu.name(), tensorParallel, gpu.allreduceGbS()));
    }

    private static Optional<Rejection> weights(Pairing pairing) {
        MemoryFit memory = pairing.memory();
        var rejection = new Rejection.WeightsDoNotFit(
                pairing.offer().gpu().name(),
                pairing.profile().gpusPerReplica(),
                memory.weightGib(),
                memory.usableGib() - memory.reserveGib());
        return rejectIf(!memory.holdsWeights(), rejection);
    }

    private static Optional<Rejection> longestSequence(Pairing pairing) {
        MemoryFit memory = pairing.memory();
        var workload = pairing.workload();
        boolean fits = memory.holdsLongestSequenceOf(workload) && memory.maxBatch(workload) >= 1;
        double longest = Math.max(
                workload.meanTokens(),
                Math.min(workload.longestSequence(), pairing.model().maxContext()));
        return rejectIf(
                memory.holdsWeights() && !fits,
                new Rejection.SequenceDoesNotFit(longest, (double) memory.longestSequenceTokens(), memory.kvGib()));
    }

    private static Optional<Rejection> rejectIf(boolean rejected, Rejection rejection) {
        return rejected ? Optional.of(rejection) : Optional.empty();
    }
}
