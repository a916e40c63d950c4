package io.sextant.api.planning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** Money as a sentence shows it, such as $3,400 or CHF 0.46. */
public final class MoneyText {
    private static final BigDecimal WITHOUT_CENTS_FROM = BigDecimal.valueOf(100);
    private static final Map<String, String> SIGNS = Map.of("USD", "$", "EUR", "€", "GBP", "£");

    private MoneyText() {}

    /** Whole units from 100 on, two digits below. */
    public static String of(BigDecimal amount, String currency) {
        int digits = amount.compareTo(WITHOUT_CENTS_FROM) >= 0 ? 0 : digitsOf(currency);
        return sign(currency)
                + String.format(Locale.ROOT, "%,." + digits + "f", amount.setScale(digits, RoundingMode.HALF_UP));
    }

    static BigDecimal wholeAbove(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.CEILING);
    }

    private static String sign(String currency) {
        String sign = SIGNS.get(currency);
        return sign == null ? currency + " " : sign;
    }

    private static int digitsOf(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
