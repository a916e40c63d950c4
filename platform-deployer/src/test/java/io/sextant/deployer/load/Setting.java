package io.sextant.deployer.load;

/** What a run is told by system properties {@code load.*}. */
final class Setting {
    private Setting() {}

    static int whole(String name, int otherwise) {
        return Integer.getInteger("load." + name, otherwise);
    }

    static long seed() {
        return Long.getLong("load.seed", System.nanoTime() & 0xFFFF);
    }

    static double decimal(String name, double otherwise) {
        return Double.parseDouble(System.getProperty("load." + name, Double.toString(otherwise)));
    }
}
