package io.sextant.planner.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;

/** An exact amount in one currency; it is rounded only where it is shown. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount must be 0 or more, but was " + amount);
        }
        amount = amount.stripTrailingZeros();
    }

    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    public static Money usd(String amount) {
        return of(amount, "USD");
    }

    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /** The amount for so many measured units, to 16 digits. */
    public Money times(double units) {
        return new Money(amount.multiply(BigDecimal.valueOf(units), MathContext.DECIMAL64), currency);
    }

    /** The amount for each of so many measured units, to 16 digits because measured numbers do not divide evenly. */
    public Money per(double units) {
        return new Money(amount.divide(BigDecimal.valueOf(units), MathContext.DECIMAL64), currency);
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** How much more this is; 0 when it is less. */
    public Money above(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount).max(BigDecimal.ZERO), currency);
    }

    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    /** With the currency's own digits, such as 6.98 USD. */
    public String text() {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return amount.setScale(digits, RoundingMode.HALF_UP).toPlainString() + " " + currency.getCurrencyCode();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s cannot be added or compared: give all prices in one currency"
                    .formatted(currency, other.currency));
        }
    }
}
