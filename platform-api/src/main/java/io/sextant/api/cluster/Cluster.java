package io.sextant.api.cluster;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "cluster")
class Cluster {
    @Id
    private String name;

    private String title;
    private @Nullable String tokenId;
    private byte @Nullable [] tokenHash;
    private Instant registeredAt;
    private @Nullable Instant lastHeardAt;

    @SuppressWarnings("NullAway.Init")
    protected Cluster() {}

    Cluster(String name, String title, Instant now) {
        this.name = name;
        this.title = title;
        this.registeredAt = now;
    }

    void replaceToken(String id, byte[] hash) {
        this.tokenId = id;
        this.tokenHash = hash.clone();
    }

    void voidToken() {
        this.tokenId = null;
        this.tokenHash = null;
    }

    void heardAt(Instant now) {
        lastHeardAt = now;
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    byte[] tokenHash() {
        return tokenHash == null ? new byte[0] : tokenHash.clone();
    }

    Instant registeredAt() {
        return registeredAt;
    }

    @Nullable
    Instant lastHeardAt() {
        return lastHeardAt;
    }

    @Nullable
    String tokenId() {
        return tokenId;
    }
}
