package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.deployer.cluster.AppliedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secrets the deployer hands out, and whether the cluster lets it do its work. */
final class AccessSurvey {
    /** Who is asked more often learns nothing new: roles change by hand. */
    private static final int LOOKS_BETWEEN_REVIEWS = 20;

    private static final String REVIEWS = "selfsubjectaccessreviews.authorization.k8s.io";
    private static final Map<String, String> SOURCES =
            Map.of("ngc-api", "NGC_API_KEY", "ngc-pull", ".dockerconfigjson");

    private final Set<AppliedKind> applied;
    private List<String> denied = List.of();
    private int looks;

    AccessSurvey(Set<AppliedKind> applied) {
        this.applied = Set.copyOf(applied);
    }

    /** One thing to do with one kind. */
    private record Access(String verb, String group, String plural) {
        @Override
        public String toString() {
            return verb + " " + plural + (group.isEmpty() ? "" : "." + group);
        }
    }

    static List<ClusterSurvey.SourceSecret> secrets(Look look, String namespace) {
        return SOURCES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(source -> new ClusterSurvey.SourceSecret(
                        source.getKey(),
                        source.getValue(),
                        isFilled(
                                look.at(
                                                "secrets",
                                                () -> look.client()
                                                        .secrets()
                                                        .inNamespace(namespace)
                                                        .withName(source.getKey())
                                                        .get())
                                        .orElse(null),
                                source.getValue())))
                .toList();
    }

    private static boolean isFilled(@Nullable Secret secret, String key) {
        return secret != null
                && secret.getData() != null
                && !Objects.requireNonNullElse(secret.getData().get(key), "").isEmpty();
    }

    /** What the deployer's work needs and the cluster does not allow, such as {@code patch nimservices.apps.nvidia.com}. */
    List<String> denied(Look look) {
        if (looks++ % LOOKS_BETWEEN_REVIEWS == 0 || !denied.isEmpty()) {
            denied = needed().stream()
                    .filter(access -> isDenied(look, access))
                    .map(Access::toString)
                    .toList();
        }
        return denied;
    }

    private List<Access> needed() {
        List<Access> needed = new ArrayList<>();
        for (AppliedKind kind : applied.stream().sorted().toList()) {
            needed.add(new Access("watch", kind.group(), kind.plural()));
            needed.add(new Access("create", kind.group(), kind.plural()));
            needed.add(new Access("patch", kind.group(), kind.plural()));
        }
        for (AppliedKind removed : List.of(AppliedKind.NIM_CACHE, AppliedKind.NIM_SERVICE)) {
            needed.add(new Access("delete", removed.group(), removed.plural()));
        }
        for (String verb : List.of("watch", "create", "patch")) {
            needed.add(new Access(verb, "", "secrets"));
        }
        for (String seen : List.of("pods", "events", "persistentvolumeclaims", "nodes")) {
            needed.add(new Access("watch", "", seen));
        }
        needed.add(new Access("watch", "apps", "deployments"));
        needed.add(new Access("watch", "batch", "jobs"));
        return needed;
    }

    private static boolean isDenied(Look look, Access access) {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(access.verb())
                .withGroup(access.group())
                .withResource(access.plural())
                .endResourceAttributes()
                .endSpec()
                .build();
        return look.at(
                        REVIEWS,
                        () -> look.client()
                                .authorization()
                                .v1()
                                .selfSubjectAccessReview()
                                .create(question))
                .filter(answer -> answer.getStatus() != null
                        && !Boolean.TRUE.equals(answer.getStatus().getAllowed()))
                .isPresent();
    }
}
