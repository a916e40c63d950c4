package io.sextant.deployer.load;

/**
 * A moment to kill the deployer at.
 *
 * @param write the number of the write, from 1, counting those of its predecessors
 * @param before whether the cluster never hears of it, or carries it out
 */
record KillPoint(int write, boolean before) {}
