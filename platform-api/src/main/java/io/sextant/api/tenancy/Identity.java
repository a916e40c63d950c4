package io.sextant.api.tenancy;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** Who somebody is to an identity provider. */
@Embeddable
record Identity(String issuer, String subject, Instant linkedAt) {}
