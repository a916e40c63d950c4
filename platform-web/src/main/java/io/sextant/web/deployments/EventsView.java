package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentEvent;
import io.sextant.contract.observed.ClusterEvent;
import io.sextant.web.layout.Dates;
import java.util.List;

/** What happened to a deployment, newest first. */
record EventsView(List<Entry> history, List<Seen> cluster) {
    record Entry(String time, String what, String who, String detail) {
        static Entry of(DeploymentEvent event) {
            String what = switch (event.kind()) {
                case SUBMITTED -> "Submitted";
                case STATUS -> event.phase() == null ? "Status" : event.phase().label();
                case READY -> "Ready";
                case STOP_REQUESTED -> "Stop requested";
                case START_REQUESTED -> "Start requested";
                case RESIZED -> "Resized";
                case ROLLED_BACK -> "Rolled back";
                case REPLANNED -> "Another plan";
                case END_SET -> "End set";
                case GPUS_GIVEN_BACK -> "GPUs given back";
                case RETIREMENT_REQUESTED -> "Retirement requested";
                case RETIRED -> "Retired";
            };
            return new Entry(
                    Dates.moment(event.at()),
                    what,
                    event.actor() == null ? "the cluster" : event.actor(),
                    event.sentence());
        }
    }

    record Seen(String time, String tone, String reason, String object, String message) {
        static Seen of(ClusterEvent event) {
            return new Seen(
                    Dates.moment(event.at()),
                    event.warning() ? "attention" : "info",
                    event.reason(),
                    event.object(),
                    event.message());
        }
    }

    static EventsView of(DeploymentDetail detail, List<DeploymentEvent> history) {
        return new EventsView(
                history.reversed().stream().map(Entry::of).toList(),
                detail.clusterEvents().reversed().stream().map(Seen::of).toList());
    }
}
