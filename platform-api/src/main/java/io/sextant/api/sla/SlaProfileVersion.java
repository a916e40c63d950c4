package io.sextant.api.sla;

import io.sextant.planner.units.Percentile;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "sla_profile_version")
class SlaProfileVersion {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "profile_id")
    private SlaProfile profile;

    private int version;
    private String name;
    private String purpose;

    @Enumerated(EnumType.STRING)
    private SlaMode mode;

    @Enumerated(EnumType.STRING)
    private Percentile percentile;

    private @Nullable Integer ttftMs;
    private @Nullable Double itlMs;
    private @Nullable Integer e2eMs;
    private @Nullable Double minTokensPerSecondPerUser;
    private @Nullable Long tokensPerHour;
    private @Nullable Integer deadlineHours;
    private @Nullable Integer inputTokens;
    private @Nullable Integer outputTokens;
    private Instant recordedAt;
    private String recordedBy;

    @SuppressWarnings("NullAway.Init")
    protected SlaProfileVersion() {}

    SlaProfileVersion(SlaProfile profile, int version, SlaDraft draft, String author, Instant now) {
        SlaTerms terms = draft.terms();
        this.id = UUID.randomUUID();
        this.profile = profile;
        this.version = version;
        this.name = draft.trimmedName();
        this.purpose = draft.trimmedPurpose();
        this.mode = terms.mode();
        this.percentile = terms.percentile();
        this.ttftMs = terms.ttftMs();
        this.itlMs = terms.itlMs();
        this.e2eMs = terms.e2eMs();
        this.minTokensPerSecondPerUser = terms.minTokensPerSecondPerUser();
        this.tokensPerHour = terms.tokensPerHour();
        this.deadlineHours = terms.deadlineHours();
        this.inputTokens = terms.inputTokens();
        this.outputTokens = terms.outputTokens();
        this.recordedAt = now;
        this.recordedBy = author;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    boolean says(SlaDraft draft) {
        return name.equals(draft.trimmedName())
                && purpose.equals(draft.trimmedPurpose())
                && terms().equals(draft.terms());
    }

    SlaVersion asRecord() {
        return new SlaVersion(new SlaProfileId(profile.id()), version, name, purpose, terms(), recordedAt, recordedBy);
    }

    private SlaTerms terms() {
        return new SlaTerms(
                mode,
                percentile,
                ttftMs,
                itlMs,
                e2eMs,
                minTokensPerSecondPerUser,
                tokensPerHour,
                deadlineHours,
                inputTokens,
                outputTokens);
    }
}
