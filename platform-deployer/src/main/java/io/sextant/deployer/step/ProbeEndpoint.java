package io.sextant.deployer.step;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.EndpointView;
import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.ProbeResult;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.diagnosis.Finding;
import io.sextant.deployer.diagnosis.Overdue;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.Optional;

/** The endpoint lists the served model when the deployer asks it. */
public final class ProbeEndpoint implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.ENDPOINT_PROBED;
    }

    @Override
    public boolean looksOnly() {
        return true;
    }

    /** The URL to ask, for a deployment whose replicas should be serving. */
    public static Optional<String> target(Wanted.Serving wanted, Snapshot snapshot) {
        return wanted.desired().presence() == Presence.STOPPED
                ? Optional.empty()
                : snapshot.nimService(wanted.namespace(), wanted.serviceName())
                        .filter(service -> service.object().belongsTo(wanted.id()))
                        .flatMap(NimServiceView::endpointUrl)
                        .map(own -> address(wanted, snapshot, own));
    }

    /** The deployment's address once it leads there, since that is what its users ask; before, the NIMService's own. */
    private static String address(Wanted.Serving wanted, Snapshot snapshot, String own) {
        return Traffic.endpoint(wanted, snapshot)
                .filter(endpoint ->
                        endpoint.leadsTo().filter(wanted.serviceName()::equals).isPresent())
                .flatMap(EndpointView::url)
                .orElse(own);
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        if (wanted.desired().presence() == Presence.STOPPED) {
            return new StepOutcome.Wait(ConditionReason.STOPPED, "Stopped: nothing answers.");
        }
        Optional<String> target = target(wanted, snapshot);
        Optional<ProbeResult> probe = snapshot.evidence()
                .probe(wanted.id())
                .filter(result -> target.filter(result.endpointUrl()::equals).isPresent());
        String model = wanted.desired().servedModel();
        Finding finding = switch (probe.orElse(null)) {
            case null ->
                new Finding(ConditionReason.APPLIED, "The endpoint has not been asked for its models yet.", false);
            case ProbeResult.Silent silent ->
                new Finding(
                        ConditionReason.ENDPOINT_UNREACHABLE,
                        "The endpoint does not answer: %s.".formatted(silent.cause()),
                        false);
            case ProbeResult.Listed listed when listed.models().contains(model) -> null;
            case ProbeResult.Listed listed ->
                new Finding(
                        ConditionReason.ENDPOINT_UNREACHABLE,
                        "The endpoint lists %s, not %s.".formatted(String.join(", ", listed.models()), model),
                        false);
        };
        return finding == null
                ? new StepOutcome.Proceed("The endpoint lists %s.".formatted(model))
                : StepOutcome.of(Overdue.judge(finding, wanted, snapshot, now));
    }
}
