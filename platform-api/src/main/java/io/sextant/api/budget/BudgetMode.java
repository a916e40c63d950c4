package io.sextant.api.budget;

/** What happens to a request that would go beyond a budget. */
public enum BudgetMode {
    /** It goes through; thresholds are told. */
    ADVISE,
    /** It waits until an approver says yes to it. */
    APPROVE_ABOVE,
    /** It is refused. */
    HARD
}
