package io.sextant.planner.cost;

/**
 * What a deployment costs that follows its load through the day.
 *
 * @param averageReplicas paid for over the day, starting and leaving ones included
 * @param hourly of an average hour
 * @param monthly 730 such hours
 * @param atDemand per million tokens at the utilisation that the demand gives these replicas
 * @param saving share of the cost of the peak's replicas that is saved
 */
public record AutoscaledCost(double averageReplicas, Money hourly, Money monthly, TokenPrice atDemand, double saving) {}
