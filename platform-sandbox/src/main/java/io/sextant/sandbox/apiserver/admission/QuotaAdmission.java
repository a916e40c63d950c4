package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.ObjectKey;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ResourceQuota: refuses what would exceed it and keeps {@code status.used} true. */
public final class QuotaAdmission {
    private static final Set<String> COMPUTE =
            Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private final ObjectStore store;
    private final ResourceTypes types;
    private final ResourceType quotas;

    public QuotaAdmission(ObjectStore store, ResourceTypes types) {
        this.store = store;
        this.types = types;
        this.quotas = types.require("resourcequotas");
    }

    /** Throws 403 when a new object does not fit into every quota of its namespace. */
    public void admit(ResourceType type, KubeObject object) {
        List<KubeObject> all = store.list(quotas, object.namespace()).objects();
        if (all.isEmpty()) {
            return;
        }
        Map<String, BigDecimal> asked = QuotaUsage.of(type, object);
        for (KubeObject quota : all) {
            refuseMissing(type, object, quota, asked);
            refuseExcess(type, object, quota, asked);
        }
    }

    private static void refuseMissing(
            ResourceType type, KubeObject object, KubeObject quota, Map<String, BigDecimal> asked) {
        List<String> missing = new ArrayList<>();
        if (type.kind().equals("Pod")) {
            for (String name : quota.at("spec", "hard").propertyNames()) {
                if (COMPUTE.contains(name) && !asked.containsKey(name)) {
                    missing.add(name + " for: "
                            + object.at("spec", "containers")
                                    .path(0)
                                    .path("name")
                                    .asString(""));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw ApiProblem.forbidden(
                    type,
                    object.name(),
                    "failed quota: %s: must specify %s".formatted(quota.name(), String.join("; ", missing)));
        }
    }

    private void refuseExcess(ResourceType type, KubeObject object, KubeObject quota, Map<String, BigDecimal> asked) {
        Map<String, BigDecimal> used = used(quota);
        List<String> over = new ArrayList<>();
        quota.at("spec", "hard").properties().forEach(hard -> {
            BigDecimal more = asked.get(hard.getKey());
            BigDecimal now = used.getOrDefault(hard.getKey(), BigDecimal.ZERO);
            if (more != null && more.signum() > 0 && now.add(more).compareTo(Amounts.parse(hard.getValue())) > 0) {
                over.add(hard.getKey());
            }
        });
        if (!over.isEmpty()) {
            Map<String, BigDecimal> limits = new LinkedHashMap<>();
            over.forEach(name -> limits.put(name, Amounts.parse(quota.at("spec", "hard", name))));
            throw ApiProblem.forbidden(
                    type,
                    object.name(),
                    "exceeded quota: %s, requested: %s, used: %s, limited: %s"
                            .formatted(quota.name(), print(over, asked), print(over, used), print(over, limits)));
        }
    }

    private static String print(List<String> names, Map<String, BigDecimal> amounts) {
        return String.join(
                ",",
                names.stream()
                        .map(name ->
                                name + "=" + Amounts.print(amounts.getOrDefault(name, BigDecimal.ZERO), isBytes(name)))
                        .toList());
    }

    private static boolean isBytes(String name) {
        return name.endsWith("memory") || name.endsWith("storage");
    }

    /** Brings {@code status} of a namespace's quotas up to date after an object of a kind changed. */
    public void refresh(ResourceType changed, String namespace) {
        for (KubeObject quota : store.list(quotas, namespace).objects()) {
            if (!changed.equals(quotas) && !concerns(quota, changed)) {
                continue;
            }
            KubeObject next = quota.copy();
            Map<String, BigDecimal> used = used(quota);
            ObjectNode status = next.node().withObject("/status");
            status.set("hard", quota.at("spec", "hard").deepCopy());
            ObjectNode shown = status.putObject("used");
            for (String name : quota.at("spec", "hard").propertyNames()) {
                shown.put(name, Amounts.print(used.getOrDefault(name, BigDecimal.ZERO), isBytes(name)));
            }
            if (!next.node().equals(quota.node()) && store.get(quotas, ObjectKey.of(quota)) != null) {
                store.put(quotas, next);
            }
        }
    }

    private static boolean concerns(KubeObject quota, ResourceType type) {
        return quota.at("spec", "hard").propertyNames().stream().anyMatch(name -> QuotaUsage.counts(type, name));
    }

    private Map<String, BigDecimal> used(KubeObject quota) {
        Map<String, BigDecimal> used = new TreeMap<>();
        JsonNode hard = quota.at("spec", "hard");
        for (ResourceType type : types.all()) {
            if (type.namespaced() && concerns(quota, type)) {
                for (KubeObject object : store.list(type, quota.namespace()).objects()) {
                    QuotaUsage.of(type, object).forEach((name, amount) -> {
                        if (hard.has(name)) {
                            used.merge(name, amount, BigDecimal::add);
                        }
                    });
                }
            }
        }
        return used;
    }
}
