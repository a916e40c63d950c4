package io.sextant.deployer;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.fixture.Chat;
import io.sextant.sandbox.fault.FaultKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Every fault against every step of a deployment's life: what is wanted before and after, and what is to be said. */
final class FaultTable {
    private FaultTable() {}

    /** A step of a deployment's life. */
    enum Step {
        DEPLOY,
        RESIZE,
        ROLL_OVER,
        STOP,
        START,
        RETIRE
    }

    /** Steps that bring up a pod of a NIMService. */
    private static final Set<Step> NEW_POD = EnumSet.of(Step.DEPLOY, Step.RESIZE, Step.ROLL_OVER, Step.START);

    /** Steps that download weights. */
    private static final Set<Step> DOWNLOAD = EnumSet.of(Step.DEPLOY, Step.ROLL_OVER);

    /**
     * One fault while one step is made.
     *
     * @param before what stands when the fault begins; of a deployment, the same as after
     */
    record Cell(FaultKind kind, Step step, Chat before, Chat after) {
        static Cell of(FaultKind kind, Step step) {
            String key = kind.key() + "-" + step.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Chat chat = Chat.support()
                    .named(key)
                    .in("sextant-" + key)
                    .onAnyGpu()
                    .readyWithin(7200)
                    .withOwnAddress();
            Chat next = chat.generation(2);
            return switch (step) {
                case DEPLOY -> new Cell(kind, step, chat, chat);
                case RESIZE -> new Cell(kind, step, chat, next.replicas(2));
                case ROLL_OVER -> new Cell(kind, step, chat, chat.rollingOver());
                case STOP -> new Cell(kind, step, chat, next.presence(Presence.STOPPED));
                case START -> new Cell(kind, step, chat.presence(Presence.STOPPED), next);
                case RETIRE -> new Cell(kind, step, chat, next.presence(Presence.GONE));
            };
        }

        /** Whether there is something before the fault. */
        boolean standsBefore() {
            return step != Step.DEPLOY;
        }

        /** What a team is told of; empty where the fault does not touch the step, or leaves no trace of its own. */
        Set<ConditionReason> expected() {
            return switch (kind) {
                case WATCH_DROPPED, WATCH_SLOW, LATENCY, CLOCK_AHEAD, CLOCK_BEHIND -> Set.of();
                // These deployments have no autoscaler; FaultsIT has one that has.
                case METRICS_AWAY -> Set.of();
                // Half of the failed requests are carried out: a step of one write may be over before anything is said.
                case SERVER_ERRORS -> in(DOWNLOAD, ConditionReason.CLUSTER_UNREACHABLE);
                case TOO_MANY_REQUESTS -> Set.of(ConditionReason.CLUSTER_UNREACHABLE);
                case WEBHOOK_AWAY ->
                    in(
                            EnumSet.of(Step.DEPLOY, Step.RESIZE, Step.ROLL_OVER, Step.STOP, Step.START),
                            ConditionReason.WEBHOOK_UNAVAILABLE);
                case OPERATOR_ABSENT ->
                    in(EnumSet.of(Step.DEPLOY, Step.ROLL_OVER, Step.START), ConditionReason.OPERATOR_ABSENT);
                case IMAGE_PULL_DENIED -> in(NEW_POD, ConditionReason.IMAGE_PULL_DENIED);
                case NO_PROFILE -> in(NEW_POD, ConditionReason.NO_COMPATIBLE_PROFILE);
                case DOWNLOAD_FAILS -> in(DOWNLOAD, ConditionReason.MODEL_DOWNLOAD_FAILED);
                case KEY_REFUSED -> in(DOWNLOAD, ConditionReason.NGC_KEY_REFUSED);
                case VOLUME_PENDING -> in(DOWNLOAD, ConditionReason.WAITING_FOR_VOLUME);
                case NO_GPU -> in(NEW_POD, ConditionReason.WAITING_FOR_GPUS);
                // With every node the operator's own is lost.
                case NODE_LOST ->
                    in(
                            NEW_POD,
                            ConditionReason.WAITING_FOR_NODE,
                            ConditionReason.NODE_LOST,
                            ConditionReason.OPERATOR_ABSENT);
                case HOST_OUT_OF_MEMORY -> in(NEW_POD, ConditionReason.OUT_OF_MEMORY);
                case GPU_OUT_OF_MEMORY -> in(NEW_POD, ConditionReason.OUT_OF_GPU_MEMORY);
                case SLOW_LOAD -> in(NEW_POD, ConditionReason.LOADING_MODEL);
                case PROBE_KILLS -> in(NEW_POD, ConditionReason.KILLED_BY_PROBE);
                case CACHE_FLAPS -> in(DOWNLOAD, ConditionReason.DOWNLOAD_RETRYING);
                case ENDPOINT_UNREACHABLE -> in(NEW_POD, ConditionReason.ENDPOINT_UNREACHABLE);
            };
        }

        private Set<ConditionReason> in(Set<Step> steps, ConditionReason... reasons) {
            return steps.contains(step) ? Set.of(reasons) : Set.of();
        }

        @Override
        public String toString() {
            return kind + " x " + step;
        }
    }
}
