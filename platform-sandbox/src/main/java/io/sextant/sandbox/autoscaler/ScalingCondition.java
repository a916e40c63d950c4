package io.sextant.sandbox.autoscaler;

/** One thing an autoscaler says of itself, in Kubernetes' words. */
record ScalingCondition(String type, boolean holds, String reason, String message) {
    static ScalingCondition ableToScale(String reason, String message) {
        return new ScalingCondition("AbleToScale", true, reason, message);
    }

    static ScalingCondition scalingActive(boolean holds, String reason, String message) {
        return new ScalingCondition("ScalingActive", holds, reason, message);
    }

    static ScalingCondition scalingLimited(boolean holds, String reason, String message) {
        return new ScalingCondition("ScalingLimited", holds, reason, message);
    }
}
