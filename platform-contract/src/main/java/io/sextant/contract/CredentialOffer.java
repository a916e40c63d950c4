package io.sextant.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * The lasting credential that a deployer made for itself and wants to be known by.
 *
 * @param credential a {@link DeployerToken} of kind {@link DeployerToken.Kind#CREDENTIAL} as text
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CredentialOffer(String credential) {
    public CredentialOffer {
        credential = Objects.requireNonNullElse(credential, "");
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "CredentialOffer[]";
    }
}
