package io.sextant.api.budget;

import java.time.YearMonth;

/** How long a budget lasts before the next one begins. */
public enum BudgetPeriod {
    MONTH(1),
    QUARTER(3),
    YEAR(12);

    private final int months;

    BudgetPeriod(int months) {
        this.months = months;
    }

    /** The first month of the period that a month lies in. */
    public YearMonth first(YearMonth month) {
        return month.withMonth((month.getMonthValue() - 1) / months * months + 1);
    }

    /** The first month after that period. */
    public YearMonth next(YearMonth month) {
        return first(month).plusMonths(months);
    }
}
