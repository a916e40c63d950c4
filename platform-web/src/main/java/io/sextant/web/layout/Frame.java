package io.sextant.web.layout;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.Organisation;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows. */
@ControllerAdvice(basePackages = "io.sextant.web")
class Frame {
    private final boolean sandbox;
    private final Organisation organisation;

    Frame(Environment environment, Organisation organisation) {
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
        this.organisation = organisation;
    }

    @ModelAttribute
    void fill(Model model) {
        model.addAttribute("sandboxProfile", sandbox);
        SignedInUser user = signedInUser();
        if (user != null) {
            model.addAttribute("signedInUser", user);
            model.addAttribute("organisationName", organisation.name());
        }
    }

    private static @Nullable SignedInUser signedInUser() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication who
                ? SignedInUser.of(who.getPrincipal())
                : null;
    }

    /** Name and role as the frame shows them. */
    record SignedInUser(String displayName, String roleLabel) {
        static SignedInUser of(Actor actor) {
            return new SignedInUser(actor.displayName(), label(actor));
        }

        private static String label(Actor actor) {
            if (!actor.platformRoles().isEmpty()) {
                return actor.platformRoles().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(SignedInUser::words)
                        .collect(Collectors.joining(", "));
            }
            return actor.ownTeams().stream().map(Team::name).collect(Collectors.joining(", "));
        }

        private static String words(PlatformRole role) {
            return switch (role) {
                case PLATFORM_ADMIN -> "Platform administrator";
                case APPROVER -> "Approver";
                case AUDITOR -> "Auditor";
            };
        }
    }
}
