package io.sextant.web.layout;

import io.sextant.api.tenancy.Sealing;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Carries a secret to the page after a redirect, which shows it once.
 *
 * <p>It lies sealed in between: sessions are kept in the database.
 */
@Component
public class ShownOnce {
    private static final String ATTRIBUTE = "sealed";
    private static final String BETWEEN = "\n";

    private final Sealing sealing;

    ShownOnce(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Hands the parts over to the next page; none of them holds a line break. */
    public void keep(RedirectAttributes redirect, String... parts) {
        redirect.addFlashAttribute(ATTRIBUTE, sealing.seal(String.join(BETWEEN, parts)));
    }

    /** What the page before handed over; empty on any other visit. */
    public List<String> taken(Model model) {
        return model.getAttribute(ATTRIBUTE) instanceof String sealed
                ? sealing.open(sealed).lines().toList()
                : List.of();
    }
}
