package io.sextant.web.signin;

import io.sextant.api.tenancy.Actor;
import java.io.Serial;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom the identity provider knows and the platform lets in. */
final class KnownPerson extends DefaultOidcUser {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    KnownPerson(OidcUser told, Actor actor) {
        super(List.of(), told.getIdToken(), told.getUserInfo());
        this.actor = actor;
    }

    Actor actor() {
        return actor;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KnownPerson that && super.equals(other) && actor.equals(that.actor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), actor);
    }
}
