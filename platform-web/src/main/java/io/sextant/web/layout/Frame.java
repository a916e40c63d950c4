package io.sextant.web.layout;

import io.sextant.api.tenancy.ActorAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows. */
@ControllerAdvice(basePackages = "io.sextant.web")
class Frame {
    private final boolean sandbox;

    Frame(Environment environment) {
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @ModelAttribute("sandboxProfile")
    boolean sandboxProfile() {
        return sandbox;
    }

    @ModelAttribute("signedInAs")
    @Nullable
    String signedInAs() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who instanceof ActorAuthentication actor ? actor.getPrincipal().displayName() : null;
    }
}
