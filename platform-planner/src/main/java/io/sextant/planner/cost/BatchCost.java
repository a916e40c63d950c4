package io.sextant.planner.cost;

/** What a batch with a deadline costs: the replicas are given back once it is done. */
public record BatchCost(double hours, Money total) {}
