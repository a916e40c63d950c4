package io.sextant.planner.units;

import java.math.BigDecimal;
import java.math.RoundingMode;

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

    /**
     * With at most so many digits after the point; none are shown where all are zero. Written by hand: a plan says some
     * ten thousand numbers, and a format string that groups thousands takes microseconds for each.
     */
    public static String decimal(double number, int digits) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number);
        }
        String text = BigDecimal.valueOf(number)
                .setScale(digits, RoundingMode.HALF_UP)
                .toPlainString();
        int point = digits == 0 ? text.length() : text.length() - digits - 1;
        StringBuilder grouped = new StringBuilder(text.length() + 4).append(text, 0, point);
        int first = number < 0 ? 1 : 0;
        for (int group = point - 3; group > first; group -= 3) {
            grouped.insert(group, ',');
        }
        return isZero(text, point + 1)
                ? grouped.toString()
                : grouped.append(text, point, text.length()).toString();
    }

    private static boolean isZero(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
