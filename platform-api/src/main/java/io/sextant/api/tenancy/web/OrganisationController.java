package io.sextant.api.tenancy.web;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrgUnit;
import io.sextant.api.tenancy.OrganisationTree;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;

/** The tree of the organisation. */
@RestController
@RequestMapping(OrganisationController.PATH)
class OrganisationController {
    static final String PATH = "/api/v1/organisation";

    private final OrganisationTree tree;

    OrganisationController(OrganisationTree tree) {
        this.tree = tree;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    List<OrgUnit> all(Actor actor) {
        return tree.all(actor);
    }

    @GetMapping("/{unit}")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<OrgUnit> one(@PathVariable String unit, Actor actor) {
        return answer(tree.all(actor).stream()
                .filter(known -> known.slug().equals(unit))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.NotFound("node", unit, "GET " + PATH + " lists the nodes.")));
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    ResponseEntity<OrgUnit> create(@RequestBody Wanted wanted, Actor actor) {
        OrgUnit created = tree.create(wanted.kind(), wanted.slug(), wanted.name(), wanted.parent(), actor);
        return ResponseEntity.created(URI.create(PATH + "/" + created.slug()))
                .eTag(new EntityRevision(created.revision()).etag())
                .body(created);
    }

    @PutMapping("/{unit}/name")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<OrgUnit> rename(
            @PathVariable String unit,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Name name,
            Actor actor) {
        return answer(tree.rename(unit, EntityRevision.required(ifMatch).number(), name.name(), actor));
    }

    @PutMapping("/{unit}/parent")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<OrgUnit> move(
            @PathVariable String unit,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Parent parent,
            Actor actor) {
        return answer(tree.move(unit, EntityRevision.required(ifMatch).number(), parent.parent(), actor));
    }

    @PostMapping("/{unit}/archive")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<OrgUnit> archive(
            @PathVariable String unit,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(tree.archive(unit, EntityRevision.required(ifMatch).number(), actor));
    }

    @DeleteMapping("/{unit}/archive")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<OrgUnit> restore(
            @PathVariable String unit,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(tree.restore(unit, EntityRevision.required(ifMatch).number(), actor));
    }

    private static ResponseEntity<OrgUnit> answer(OrgUnit unit) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(unit.revision()).etag())
                .body(unit);
    }

    record Wanted(
            OrgUnit.@Nullable Kind kind,
            @Nullable String slug,
            @Nullable String name,
            @Nullable String parent) {}

    record Name(@Nullable String name) {}

    record Parent(@Nullable String parent) {}
}
