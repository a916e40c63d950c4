package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The NIM Operator's validating webhooks, which the cluster asks wherever a ValidatingWebhookConfiguration names them.
 *
 * <p>As with a real API server they come last, and their refusal is a 403 with the aggregate of what they found.
 */
public final class NimWebhooks {
    private static final String GROUP = "apps.nvidia.com";
    private static final String CACHE = "vnimcache-v1alpha1.kb.io";
    private static final String SERVICE = "vnimservice-v1alpha1.kb.io";

    private final ObjectStore store;
    private final ResourceType configurations;

    public NimWebhooks(ObjectStore store, ResourceTypes types) {
        this.store = store;
        this.configurations = types.require("validatingwebhookconfigurations.admissionregistration.k8s.io");
    }

    /** Throws 403 when a webhook denies the new version. */
    public void review(ResourceType type, @Nullable KubeObject before, KubeObject object) {
        if (!type.group().equals(GROUP) || !(isNim(type) && differs(before, object))) {
            return;
        }
        String webhook = type.kind().equals("NIMCache") ? CACHE : SERVICE;
        if (isConfigured(webhook)) {
            Findings findings = new Findings();
            if (type.kind().equals("NIMCache")) {
                NimCacheWebhook.check(before, object, findings);
            } else {
                NimServiceWebhook.check(type, before, object, findings);
            }
            if (!findings.isEmpty()) {
                throw ApiProblem.denied(webhook, aggregate(findings.causes()));
            }
        }
    }

    private static boolean isNim(ResourceType type) {
        return type.kind().equals("NIMCache") || type.kind().equals("NIMService");
    }

    /** Writes of the status alone go to a subresource, which the webhooks do not watch. */
    private static boolean differs(@Nullable KubeObject before, KubeObject object) {
        return before == null || !withoutStatus(before).equals(withoutStatus(object));
    }

    private static ObjectNode withoutStatus(KubeObject object) {
        ObjectNode shallow = Documents.object();
        shallow.setAll(object.node());
        shallow.remove("status");
        return shallow;
    }

    private boolean isConfigured(String webhook) {
        return store.list(configurations, null).objects().stream()
                .flatMap(configuration -> configuration.at("webhooks").valueStream())
                .map(entry -> entry.path("name"))
                .map(JsonNode::asString)
                .anyMatch(webhook::equals);
    }

    private static String aggregate(List<Cause> causes) {
        List<String> lines = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        return lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
    }
}
