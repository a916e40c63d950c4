package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.regex.Pattern;

/** What the schemas of the NIM Operator's kinds take for a quantity. */
final class NimQuantity {
    private static final Pattern FORM = Pattern.compile("(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))"
            + "(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?");

    private NimQuantity() {}

    static boolean isQuantity(String text) {
        return FORM.matcher(text).matches();
    }

    static boolean isPositive(String text) {
        return isQuantity(text) && new Quantity(text).getNumericalAmount().signum() > 0;
    }
}
