package io.sextant.api.budget;

import java.util.UUID;

/**
 * A budget that has reached a threshold in the period that now lies in.
 *
 * @param threshold the highest; one that is charged counts for more than one that is forecast
 */
public record ReachedBudget(UUID id, String nodeName, boolean ofTeam, BudgetStanding.Threshold threshold) {}
