package io.sextant.api.tenancy;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request or session that acts as a user. */
public final class ActorAuthentication extends AbstractAuthenticationToken {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    public ActorAuthentication(Actor actor) {
        super(List.of());
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return actor.username();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorAuthentication that && actor.equals(that.actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
