package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a deployment for ever. */
public record DeploymentId(@JsonValue UUID value) {
    @JsonCreator
    public DeploymentId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
