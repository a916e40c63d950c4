package io.sextant.api.sla.web;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.sla.SlaDraft;
import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaMode;
import io.sextant.api.sla.SlaProfileId;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaProfiles;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(SlaProfileController.PATH)
class SlaProfileController {
    static final String PATH = "/api/v1/sla-profiles";

    private final SlaProfiles profiles;
    private final Teams teams;

    SlaProfileController(SlaProfiles profiles, Teams teams) {
        this.profiles = profiles;
        this.teams = teams;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<SlaProfileBody> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String mode,
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        SlaFilter filter = new SlaFilter(text, team, mode(mode), retired);
        return Page.of(profiles.visibleTo(actor, filter), SlaProfiles::orderKey, PageRequest.of(pageSize, pageToken))
                .map(SlaProfileBody::of);
    }

    @PostMapping
    @Requires(Permission.EDIT_TEAM_SLA)
    ResponseEntity<SlaProfileBody> create(@RequestBody SlaProfileRequest request, Actor actor) {
        Team team = request.team() == null ? null : teams.named(request.team(), actor);
        SlaProfileView created = profiles.create(request.draft(), team, actor);
        return ResponseEntity.created(URI.create(PATH + "/" + created.id()))
                .eTag(etag(created))
                .body(SlaProfileBody.of(created));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<SlaProfileBody> one(@PathVariable UUID id, Actor actor) {
        return answer(profiles.profile(new SlaProfileId(id), actor));
    }

    @PutMapping("/{id}")
    @Requires(Permission.EDIT_TEAM_SLA)
    ResponseEntity<SlaProfileBody> edit(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody SlaDraft draft,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(profiles.edit(new SlaProfileId(id), revision, draft, actor));
    }

    @PostMapping("/{id}/retirement")
    @Requires(Permission.EDIT_TEAM_SLA)
    ResponseEntity<SlaProfileBody> retire(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(profiles.retire(new SlaProfileId(id), revision, actor));
    }

    @DeleteMapping("/{id}/retirement")
    @Requires(Permission.EDIT_TEAM_SLA)
    ResponseEntity<SlaProfileBody> restore(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        int revision = EntityRevision.required(ifMatch).number();
        return answer(profiles.restore(new SlaProfileId(id), revision, actor));
    }

    @GetMapping("/{id}/versions")
    @Requires(Permission.VIEW_TEAM)
    Page<SlaVersionBody> history(@PathVariable UUID id, Actor actor) {
        return Page.whole(profiles.history(new SlaProfileId(id), actor).stream()
                .map(SlaVersionBody::of)
                .toList());
    }

    @GetMapping("/{id}/versions/{version}")
    @Requires(Permission.VIEW_TEAM)
    SlaVersionBody version(@PathVariable UUID id, @PathVariable int version, Actor actor) {
        return SlaVersionBody.of(profiles.version(new SlaProfileId(id), version, actor));
    }

    private static ResponseEntity<SlaProfileBody> answer(SlaProfileView profile) {
        return ResponseEntity.ok().eTag(etag(profile)).body(SlaProfileBody.of(profile));
    }

    private static String etag(SlaProfileView profile) {
        return new EntityRevision(profile.revision()).etag();
    }

    private static @Nullable SlaMode mode(@Nullable String text) {
        try {
            return text == null ? null : SlaMode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "mode", "unknown", "The mode is online or offline, but was \"" + text + "\".");
        }
    }
}
