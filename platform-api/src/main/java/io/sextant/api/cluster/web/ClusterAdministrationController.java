package io.sextant.api.cluster.web;

import io.sextant.api.cluster.ClusterAccess;
import io.sextant.api.cluster.ClusterAdministration;
import io.sextant.api.cluster.ClusterRegister;
import io.sextant.api.cluster.DeployerJoining;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.contract.CredentialOffer;
import io.sextant.contract.DeployerApi;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Brings clusters in and lets their deployers join. */
@RestController
class ClusterAdministrationController {
    private final ClusterAdministration administration;
    private final ClusterRegister register;
    private final DeployerJoining joining;

    ClusterAdministrationController(
            ClusterAdministration administration, ClusterRegister register, DeployerJoining joining) {
        this.administration = administration;
        this.register = register;
        this.joining = joining;
    }

    @PostMapping("/api/v1/clusters")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterAdministration.WithJoinToken> register(@RequestBody Registration wanted, Actor actor) {
        ClusterAdministration.WithJoinToken registered = administration.register(wanted.name(), wanted.title(), actor);
        return ResponseEntity.created(URI.create("/api/v1/clusters/" + registered.name()))
                .cacheControl(CacheControl.noStore())
                .body(registered);
    }

    @PostMapping("/api/v1/clusters/{cluster}/join-token")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<ClusterAdministration.WithJoinToken> joinToken(@PathVariable String cluster, Actor actor) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(administration.joinToken(cluster, actor));
    }

    @GetMapping("/api/v1/clusters/{cluster}/access")
    @Requires(Permission.ADMINISTER)
    ClusterAccess access(@PathVariable String cluster, Actor actor) {
        return register.access(cluster, actor);
    }

    @PostMapping("/api/v1/clusters/{cluster}/credential/renewal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.ADMINISTER)
    void askRenewal(@PathVariable String cluster, Actor actor) {
        administration.askRenewal(cluster, actor);
    }

    @DeleteMapping(DeployerApi.CREDENTIAL)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.ADMINISTER)
    void revoke(@PathVariable String cluster, Actor actor) {
        administration.revoke(cluster, actor);
    }

    @PutMapping(DeployerApi.CREDENTIAL)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires.Deployer
    void accept(@PathVariable String cluster, @RequestBody CredentialOffer offer, DeployerAuthentication deployer) {
        joining.accept(deployer.identityFor(cluster), offer.credential());
    }

    record Registration(@Nullable String name, @Nullable String title) {}
}
