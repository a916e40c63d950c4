package io.sextant.api.cluster.web;

import io.sextant.api.cluster.ClusterAdministration;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClusterAdministrationController {
    private final ClusterAdministration administration;

    ClusterAdministrationController(ClusterAdministration administration) {
        this.administration = administration;
    }

    @PostMapping("/api/v1/clusters")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterAdministration.WithToken> register(@RequestBody Registration wanted, Actor actor) {
        ClusterAdministration.WithToken registered = administration.register(wanted.name(), wanted.title(), actor);
        return ResponseEntity.created(URI.create("/api/v1/clusters/" + registered.name()))
                .cacheControl(CacheControl.noStore())
                .body(registered);
    }

    @PostMapping("/api/v1/clusters/{cluster}/token")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterAdministration.WithToken> renewToken(@PathVariable String cluster, Actor actor) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(administration.renewToken(cluster, actor));
    }

    @DeleteMapping("/api/v1/clusters/{cluster}/token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ADMINISTER)
    void revokeToken(@PathVariable String cluster, Actor actor) {
        administration.revokeToken(cluster, actor);
    }

    record Registration(@Nullable String name, @Nullable String title) {}
}
