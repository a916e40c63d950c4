package io.sextant.web.layout;

import io.sextant.api.notification.NoticeInbox;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.ActorAuthentication;
import io.sextant.api.tenancy.Organisation;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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
    private final NoticeInbox notices;

    Frame(Environment environment, Organisation organisation, NoticeInbox notices) {
        this.organisation = organisation;
        this.notices = notices;
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @ModelAttribute
    void addTo(Model model) {
        model.addAllAttributes(attributes());
    }

    /** The same for pages that no controller's model reaches. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("sandboxProfile", sandbox);
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication signedIn) {
            attributes.put("signedInUser", SignedInUser.of(signedIn.getPrincipal()));
            attributes.put("organisationName", organisation.name());
            attributes.put("unreadNotices", counted(notices.unread(signedIn.getPrincipal())));
            attributes.put("plans", signedIn.getPrincipal().mayAnywhere(Permission.PLAN));
            attributes.put("keepsWebhooks", signedIn.getPrincipal().mayAnywhere(Permission.EDIT_WEBHOOKS));
            attributes.put("causesFaults", sandbox && signedIn.getPrincipal().mayEverywhere(Permission.ADMINISTER));
            attributes.put("administers", signedIn.getPrincipal().mayEverywhere(Permission.ADMINISTER));
            attributes.put("readsAudit", signedIn.getPrincipal().mayEverywhere(Permission.VIEW_AUDIT));
            attributes.put("administersCatalog", signedIn.getPrincipal().mayEverywhere(Permission.ADMINISTER_CATALOG));
        }
        return attributes;
    }

    /** Empty for none. */
    private static String counted(int unread) {
        if (unread >= NoticeInbox.MOST_COUNTED) {
            return NoticeInbox.MOST_COUNTED - 1 + "+";
        }
        return unread == 0 ? "" : Integer.toString(unread);
    }

    /** The reader's name and what they are here, in words. */
    record SignedInUser(String displayName, String roleLabel) {
        static SignedInUser of(Actor actor) {
            String platformRoles = actor.platformRoles().stream()
                    .sorted()
                    .map(SignedInUser::inWords)
                    .collect(Collectors.joining(", "));
            String teams = actor.ownTeams().stream().map(Team::name).collect(Collectors.joining(", "));
            return new SignedInUser(actor.displayName(), platformRoles.isEmpty() ? teams : platformRoles);
        }

        private static String inWords(PlatformRole role) {
            return switch (role) {
                case PLATFORM_ADMIN -> "Platform administrator";
                case APPROVER -> "Approver";
                case AUDITOR -> "Auditor";
            };
        }
    }
}
