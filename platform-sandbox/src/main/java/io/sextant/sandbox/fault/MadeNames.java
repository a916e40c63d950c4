package io.sextant.sandbox.fault;

import java.util.regex.Pattern;

/**
 * The names of what is made for an object: its own, with endings that people do not choose.
 *
 * <p>So {@code chat} is not taken for the maker of {@code chat-prod}.
 */
final class MadeNames {
    /** Of the platform, the start of a profile's id and generations; of the operator, words; of Kubernetes, letters. */
    private static final Pattern ENDINGS =
            Pattern.compile("(-(g\\d+|endpoint|[0-9a-f]{8}|pod|job|pvc|manifest|[bcdfghjklmnpqrstvwxz2456789]{5}"
                    + "|[bcdfghjklmnpqrstvwxz2456789]{8,10}))*");

    private MadeNames() {}

    static boolean isMadeFor(String maker, String name) {
        return name.startsWith(maker)
                && ENDINGS.matcher(name.substring(maker.length())).matches();
    }
}
