package io.sextant.api.budget;

/** What happens to a request that would go beyond a budget. */
public enum BudgetMode {
    /** It goes through; thresholds are told. */
    ADVISE,
    /** It is refused until somebody answers for it by raising the budget for a while. */
    APPROVE_ABOVE,
    /** It is refused. */
    HARD
}
