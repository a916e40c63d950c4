package io.sextant.web.layout;

import java.io.Serial;
import java.io.Serializable;
import java.util.Locale;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One sentence shown on the page after a redirect.
 *
 * <p>It is serializable, since sessions are kept in the database.
 *
 * @param tone ok, info, attention or danger: the words the style sheets use
 */
public record Flash(String tone, String text) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private enum Tone {
        OK,
        INFO,
        ATTENTION
    }

    /** It worked. */
    public static void ok(RedirectAttributes redirect, String text) {
        add(redirect, Tone.OK, text);
    }

    /** Worth knowing. */
    public static void info(RedirectAttributes redirect, String text) {
        add(redirect, Tone.INFO, text);
    }

    /** It worked otherwise than one may think. */
    public static void attention(RedirectAttributes redirect, String text) {
        add(redirect, Tone.ATTENTION, text);
    }

    private static void add(RedirectAttributes redirect, Tone tone, String text) {
        redirect.addFlashAttribute("flash", new Flash(tone.name().toLowerCase(Locale.ROOT), text));
    }
}
