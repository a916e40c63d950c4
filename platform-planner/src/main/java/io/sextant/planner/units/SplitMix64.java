package io.sextant.planner.units;

/** Numbers that look random and are the same every time. */
public final class SplitMix64 {

    private SplitMix64() {}

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): neighbouring inputs give unrelated outputs. */
    public static long mixed(long input) {
        long mixed = input + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
