package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sextant.api.tenancy.UserId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifies a deployment for ever. */
public record DeploymentId(@JsonValue UUID value) {
    @JsonCreator
    public DeploymentId {}

    /** The id that a submission gets: the same for the same key of the same user, so that a preview can name it. */
    static DeploymentId of(UserId submitter, String idempotencyKey) {
        String name = "sextant deployment " + submitter.value() + " " + idempotencyKey;
        return new DeploymentId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
