package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sextant.contract.SextantLabels;
import io.sextant.deployer.membership.CredentialStore;
import io.sextant.deployer.membership.KeptCredential;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The Secret in the deployer's own namespace that holds its credential; the deployer alone writes it. */
public final class CredentialSecret implements CredentialStore {
    private static final String NAME = "sextant-deployer-credential";
    private static final String CREDENTIAL = "credential";
    private static final String CANDIDATE = "candidate";
    private static final String JOINED_WITH = "joined-with";

    private final KubernetesClient client;
    private final String namespace;

    /** A Secret reached over a connection of its own, which it closes. */
    public CredentialSecret(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public KeptCredential read() {
        try {
            Secret secret =
                    client.secrets().inNamespace(namespace).withName(NAME).get();
            return secret == null ? KeptCredential.NONE : kept(secret);
        } catch (KubernetesClientException e) {
            throw unavailable("read", e);
        }
    }

    private static KeptCredential kept(Secret secret) {
        Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
        return new KeptCredential(
                text(data, CREDENTIAL),
                text(data, CANDIDATE),
                text(data, JOINED_WITH),
                secret.getMetadata().getResourceVersion());
    }

    private static String text(Map<String, String> data, String key) {
        return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.UTF_8);
    }

    @Override
    public boolean write(KeptCredential kept) {
        try {
            Resource<Secret> written = client.secrets().inNamespace(namespace).resource(secret(kept));
            var _ = kept.version().isEmpty() ? written.create() : written.update();
            return true;
        } catch (KubernetesClientException e) {
            boolean raced = e.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                            && !kept.version().isEmpty());
            if (raced) {
                return false;
            }
            throw unavailable("write", e);
        }
    }

    private Secret secret(KeptCredential kept) {
        Map<String, String> data = new LinkedHashMap<>();
        put(data, CREDENTIAL, kept.credential());
        put(data, CANDIDATE, kept.candidate());
        put(data, JOINED_WITH, kept.joinedWith());
        return new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(Map.of(SextantLabels.MANAGED_BY, SextantLabels.MANAGER))
                .withResourceVersion(kept.version().isEmpty() ? null : kept.version())
                .endMetadata()
                .withType("Opaque")
                .withData(data)
                .build();
    }

    private static void put(Map<String, String> data, String key, String text) {
        if (!text.isEmpty()) {
            data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Unavailable unavailable(String verb, KubernetesClientException e) {
        String remedy = switch (e.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN -> "apply the Role of k8s/base/deployer";
            case HttpURLConnection.HTTP_NOT_FOUND -> "create the namespace " + namespace;
            default -> "look whether the cluster's API server answers";
        };
        return new Unavailable(
                "Cannot %s the Secret %s in %s, where the deployer keeps its credential (%d): %s"
                        .formatted(verb, NAME, namespace, e.getCode(), remedy),
                e);
    }

    @Override
    public void close() {
        client.close();
    }
}
