package io.sextant.api.auditing.web;

import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.AuditFilter;
import io.sextant.api.audit.AuditVerification;
import io.sextant.api.auditing.AuditEntryBody;
import io.sextant.api.auditing.AuditExport;
import io.sextant.api.auditing.ReadAudit;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail for auditors and administrators. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final ReadAudit trail;
    private final AuditExport export;

    AuditController(ReadAudit trail, AuditExport export) {
        this.trail = trail;
        this.export = export;
    }

    @GetMapping("/entries")
    @Requires(Permission.VIEW_AUDIT)
    Page<AuditEntryBody> entries(
            @ParameterObject @ModelAttribute Filter filter,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return trail.find(filter.asked(), PageRequest.of(pageSize, pageToken), actor)
                .map(AuditEntryBody::of);
    }

    @GetMapping("/entries/{entry}")
    @Requires(Permission.VIEW_AUDIT)
    AuditEntryBody entry(@PathVariable long entry, Actor actor) {
        return AuditEntryBody.of(trail.one(entry, actor));
    }

    /** Everything that the filter lets through, as JSON lines. */
    @GetMapping(path = "/export", produces = AuditExport.TYPE)
    @Requires(Permission.VIEW_AUDIT)
    void export(@ParameterObject @ModelAttribute Filter filter, Actor actor, HttpServletResponse response)
            throws IOException {
        export.write(filter.asked(), actor, response);
    }

    /** Computes the chain anew; {@code position} and {@code hash} of a link noted before are checked too. */
    @GetMapping("/verification")
    @Requires(Permission.VIEW_AUDIT)
    ResponseEntity<AuditVerification.Outcome> verify(
            @RequestParam(required = false) @Nullable Long position,
            @RequestParam(required = false) @Nullable String hash,
            Actor actor) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(trail.verify(noted(position, hash), actor));
    }

    private static AuditVerification.@Nullable Noted noted(@Nullable Long position, @Nullable String hash) {
        if (position == null && hash == null) {
            return null;
        }
        if (position == null
                || position < 1
                || hash == null
                || !HASH.matcher(hash).matches()) {
            throw new PlatformProblem.Invalid(
                    "hash",
                    "form",
                    "A noted link is its position, 1 or more, and its hash of 64 hexadecimal digits, both of them.");
        }
        return new AuditVerification.Noted(position, hash);
    }

    /** The query parameters by which entries are chosen. */
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String object,
            @Nullable String team,
            AuditEntry.@Nullable Result result,
            @Nullable Instant from,
            @Nullable Instant until) {
        AuditFilter asked() {
            return new AuditFilter(actor, action, object, team, result, from, until);
        }
    }
}
