package io.sextant.deployer.intent;

import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredNamespace;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks desired states one after the other; a part that is as it was before is not checked again. */
public final class Admission {
    private static final Set<AppliedKind> FENCES = Set.of(
            AppliedKind.NAMESPACE, AppliedKind.RESOURCE_QUOTA, AppliedKind.LIMIT_RANGE, AppliedKind.NETWORK_POLICY);

    private final AdmissionPolicy policy;
    private Map<DesiredNamespace, WantedNamespace> namespaces = Map.of();
    private Map<UUID, Answer> answers = Map.of();

    public Admission(AdmissionPolicy policy) {
        this.policy = policy;
    }

    /** All that a decision about one deployment depends on. */
    private record Question(
            DesiredDeployment desired, @Nullable WantedNamespace home, boolean contested, Set<String> sharedCaches) {}

    private record Answer(Question question, Wanted wanted) {}

    /** The intent of the newest state. */
    public Intent admit(DesiredState state) {
        namespaces = admitted(state.namespaces());
        Map<String, WantedNamespace> homes = new HashMap<>();
        namespaces.values().forEach(home -> homes.putIfAbsent(home.name(), home));
        Neighbours neighbours = new Neighbours(state.deployments());
        Map<UUID, Answer> next = new HashMap<>();
        List<Wanted> deployments = new ArrayList<>();
        for (DesiredDeployment desired : state.deployments()) {
            Answer answer = answer(new Question(
                    desired,
                    homes.get(desired.namespace()),
                    neighbours.contest(desired),
                    desired.presence() == Presence.GONE ? neighbours.caches(desired.namespace()) : Set.of()));
            next.put(desired.id(), answer);
            deployments.add(answer.wanted());
        }
        answers = next;
        return new Intent(
                state.revision(),
                state.namespaces().stream().map(this::admitted).toList(),
                deployments);
    }

    private Answer answer(Question question) {
        Answer before = answers.get(question.desired().id());
        return before != null && before.question().equals(question)
                ? before
                : new Answer(
                        question,
                        new DeploymentAdmission(policy, question.home(), question.contested(), question.sharedCaches())
                                .admit(question.desired()));
    }

    private Map<DesiredNamespace, WantedNamespace> admitted(List<DesiredNamespace> desired) {
        Map<DesiredNamespace, WantedNamespace> admitted = new LinkedHashMap<>();
        desired.forEach(namespace -> admitted.put(namespace, admitted(namespace)));
        return admitted;
    }

    private WantedNamespace admitted(DesiredNamespace namespace) {
        WantedNamespace before = namespaces.get(namespace);
        return before == null ? check(namespace) : before;
    }

    private WantedNamespace check(DesiredNamespace namespace) {
        List<String> reasons = new ArrayList<>();
        List<AdmittedManifest> manifests = new ArrayList<>();
        if (!policy.admitsNamespace(namespace.name())) {
            reasons.add("it does not touch the namespace %s.".formatted(namespace.name()));
        }
        ManifestGuard guard = new ManifestGuard(policy, FENCES, namespace.name());
        OwnerStamp stamp = OwnerStamp.ofNamespace(policy.cluster(), namespace);
        namespace.manifests().forEach(manifest -> {
            ManifestGuard.Checked checked = guard.check(manifest);
            reasons.addAll(checked.reasons());
            if (checked.kind() != null && checked.tree() != null) {
                manifests.add(stamp.on(checked.kind(), checked.tree()));
            }
        });
        Readers readers = policy.offers().readers();
        if (readers != null && reasons.isEmpty()) {
            manifests.add(
                    stamp.on(AppliedKind.ROLE_BINDING, readers.binding(namespace.name(), policy.namespacePrefix())));
        }
        List<Refusal> refusals = reasons.stream()
                .map(reason -> new Refusal(ConditionType.NAMESPACE_READY, "The cluster's deployer refuses: " + reason))
                .toList();
        return new WantedNamespace(namespace.name(), refusals.isEmpty() ? manifests : List.of(), refusals);
    }
}
