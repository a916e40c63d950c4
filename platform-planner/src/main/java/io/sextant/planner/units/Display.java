package io.sextant.planner.units;

import java.util.Locale;

/** Numbers as an English sentence shows them. */
public final class Display {

    private Display() {}

    /** Such as 12.5 ms, 310 ms, 1.9 s, 45 s, 12 min. */
    public static String duration(double ms) {
        if (ms < 100) {
            return decimal(ms, 1) + " ms";
        }
        if (ms < 999.5) {
            return decimal(ms, 0) + " ms";
        }
        if (ms < 99_500) {
            return decimal(ms / 1000, ms < 9_950 ? 1 : 0) + " s";
        }
        return decimal(ms / 60_000, 0) + " min";
    }

    /** Such as 4,096. */
    public static String count(double number) {
        return decimal(number, 0);
    }

    /** Such as 61.9 GiB. */
    public static String gib(double gib) {
        return decimal(gib, gib < 100 ? 1 : 0) + " GiB";
    }

    /** Such as 85 %. */
    public static String percent(double share) {
        return decimal(share * 100, 0) + " %";
    }

    /** With at most so many digits after the point; none are shown where all are zero. */
    public static String decimal(double number, int digits) {
        String text = String.format(Locale.ROOT, "%,." + digits + "f", number);
        return digits > 0 && text.endsWith("." + "0".repeat(digits))
                ? text.substring(0, text.length() - digits - 1)
                : text;
    }
}
