package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Display;

/** One reason why a pairing cannot run or a candidate cannot be chosen, with the numbers behind it. */
public sealed interface Rejection {

    /** The reason as a finished English sentence. */
    String sentence();

    /** A request is longer than the model can read. */
    record ExceedsContext(double requestTokens, int maxContext) implements Rejection {

        @Override
        public String sentence() {
            return "Input and output together are %s tokens, more than the model's context of %s."
                    .formatted(Display.count(requestTokens), Display.count(maxContext));
        }
    }

    /** The GPU has no units for the number format. */
    record PrecisionUnsupported(String gpu, Precision precision) implements Rejection {

        @Override
        public String sentence() {
            return "%s has no %s units: use a 16-bit profile or a newer GPU.".formatted(gpu, precision.label());
        }
    }

    /** Attention heads cannot be spread evenly. */
    record HeadsNotDivisible(int heads, int kvHeads, int tensorParallel) implements Rejection {

        @Override
        public String sentence() {
            return "%d attention heads and %d KV heads cannot be split evenly over %d GPUs."
                    .formatted(heads, kvHeads, tensorParallel);
        }
    }

    /** A replica must stay on one node. */
    record LargerThanNode(String gpu, int gpusPerReplica, int gpusPerNode) implements Rejection {

        @Override
        public String sentence() {
            return "A replica needs %d GPUs on one node, but %s has %d per node."
                    .formatted(gpusPerReplica, gpu, gpusPerNode);
        }
    }

    /** All-reduce over PCIe eats what more GPUs would bring. */
    record SlowInterconnect(String gpu, int tensorParallel, double allreduceGbS) implements Rejection {

        @Override
        public String sentence() {
            return ("Tensor parallelism over %d GPUs needs NVLink, but %s exchanges only %s GB/s: use at most 2, a"
                            + " pipeline, or more replicas.")
                    .formatted(tensorParallel, gpu, Display.count(allreduceGbS));
        }
    }

    /** Not even the weights fit. */
    record WeightsDoNotFit(String gpu, int gpus, double weightGib, double roomGib) implements Rejection {

        @Override
        public String sentence() {
            return "Weights take %s per GPU, but %d x %s leave %s per GPU for them."
                    .formatted(Display.gib(weightGib), gpus, gpu, Display.gib(Math.max(0, roomGib)));
        }
    }

    /** The KV cache cannot hold the longest request. */
    record SequenceDoesNotFit(double tokens, double kvTokens, double kvGib) implements Rejection {

        @Override
        public String sentence() {
            return "The longest requests have %s tokens, but %s per GPU for KV hold only %s."
                    .formatted(Display.count(tokens), Display.gib(kvGib), Display.count(kvTokens));
        }
    }

    /** A latency target is not safe. */
    record TargetMissed(SlaMiss miss, OperatingPoint point, Workload workload) implements Rejection {

        @Override
        public String sentence() {
            return MissSentence.of(miss, point, workload);
        }
    }

    /** The team may not take that many GPUs. */
    record QuotaExceeded(String pool, int neededGpus, int quotaFreeGpus) implements Rejection {

        public int missingGpus() {
            return neededGpus - quotaFreeGpus;
        }

        @Override
        public String sentence() {
            return "It needs " + Display.count(neededGpus) + " GPUs of " + pool + ", but the quota leaves "
                    + Display.count(quotaFreeGpus) + ": " + Display.count(missingGpus()) + " more are needed.";
        }
    }

    /** The cluster has no room right now. */
    record NoPlacement(String pool, int replicas, int gpusPerReplica, int placeableReplicas, int largestFreeNode)
            implements Rejection {

        @Override
        public String sentence() {
            if (largestFreeNode < gpusPerReplica) {
                return "A replica needs " + gpusPerReplica + " free GPUs on one node of " + pool
                        + ", but the emptiest node has " + largestFreeNode + ".";
            }
            return Display.count(replicas) + " replicas of " + gpusPerReplica
                    + " GPUs each are needed, but the nodes of " + pool + " have room for " + placeableReplicas
                    + " now.";
        }
    }

    /** A batch takes too long on the GPUs that can be had. */
    record DeadlineMissed(int replicas, double hours, double deadlineHours) implements Rejection {

        @Override
        public String sentence() {
            String those = replicas == 1 ? "1 replica" : Display.count(replicas) + " replicas";
            return "With the " + those + " that can be had now the batch may take " + Display.decimal(hours, 1)
                    + " h, longer than its " + Display.decimal(deadlineHours, 1) + " h.";
        }
    }
}
