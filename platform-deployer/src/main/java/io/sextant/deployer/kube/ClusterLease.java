package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sextant.deployer.leader.LeaseRecord;
import io.sextant.deployer.leader.LeaseStore;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Lease object in the deployer's own namespace. */
public final class ClusterLease implements LeaseStore, AutoCloseable {
    private static final String NAME = "sextant-deployer";

    private final KubernetesClient client;
    private final String namespace;

    /** A Lease reached over a connection of its own, which it closes. */
    public ClusterLease(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public Optional<LeaseRecord> read() {
        return Optional.ofNullable(resource().get()).map(ClusterLease::record);
    }

    private Resource<Lease> resource() {
        return client.leases().inNamespace(namespace).withName(NAME);
    }

    private static LeaseRecord record(Lease lease) {
        var spec = lease.getSpec();
        return new LeaseRecord(
                Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
                instant(spec.getAcquireTime()),
                instant(spec.getRenewTime()),
                Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 1)),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0),
                lease.getMetadata().getResourceVersion());
    }

    private static Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    @Override
    public boolean write(LeaseRecord lease) {
        try {
            Resource<Lease> written = client.leases().inNamespace(namespace).resource(object(lease));
            var _ = lease.version().isEmpty() ? written.create() : written.update();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private Lease object(LeaseRecord lease) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .withResourceVersion(lease.version().isEmpty() ? null : lease.version())
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(lease.holder())
                .withAcquireTime(micro(lease.acquiredAt()))
                .withRenewTime(micro(lease.renewedAt()))
                .withLeaseDurationSeconds((int) Math.max(1, lease.duration().toSeconds()))
                .withLeaseTransitions(lease.transitions())
                .endSpec()
                .build();
    }

    private static ZonedDateTime micro(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        client.close();
    }
}
