package io.sextant.web.layout;

/** A choice of a select field. */
public record Option(String value, String label) {
    /** A choice that reads as it is sent. */
    public static Option of(String value) {
        return new Option(value, value);
    }
}
