package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterAdministration;
import io.sextant.web.layout.ShownOnce;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Brings a join token to the one page that shows it. */
@Component
class HandedOver {
    private final ShownOnce once;

    HandedOver(ShownOnce once) {
        this.once = once;
    }

    /** The token goes to the next page only, and is not seen again. */
    String keep(ClusterAdministration.WithJoinToken cluster, RedirectAttributes redirect) {
        once.keep(redirect, cluster.joinToken(), cluster.joinTokenExpiresAt().toString());
        return "redirect:/capacity/clusters/" + cluster.name();
    }

    void show(String cluster, Model model) {
        List<String> token = once.taken(model);
        if (!token.isEmpty()) {
            String url = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
            model.addAttribute(
                    "handedOut",
                    HandedOut.of(
                            new ClusterAdministration.WithJoinToken(
                                    cluster, cluster, token.getFirst(), Instant.parse(token.getLast())),
                            url));
        }
    }
}
