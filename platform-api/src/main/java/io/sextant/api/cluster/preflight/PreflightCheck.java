package io.sextant.api.cluster.preflight;

/** What is looked at before anything is planned on a cluster. */
public enum PreflightCheck {
    DEPLOYER_CONTACT("Deployer answers"),
    DEPLOYER_VERSION("Deployer version"),
    KUBERNETES("Kubernetes version"),
    NIM_OPERATOR("NIM Operator"),
    NIM_KINDS("NIM custom resources"),
    NIM_ADMISSION("NIM admission webhook"),
    GPU_OPERATOR("GPU Operator"),
    GPU_NODES("GPU nodes"),
    GPU_SHARING("Whole GPUs"),
    GPU_DRIVER("GPU driver and CUDA"),
    STORAGE("Storage for weights"),
    ROUTING("Ingress and gateway"),
    AUTOSCALING_METRICS("Metrics for autoscaling"),
    SERVICE_MONITOR("Prometheus Operator"),
    SECRETS("NGC secrets"),
    PERMISSIONS("Deployer's permissions");

    private final String title;

    PreflightCheck(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    Finding green(String found) {
        return new Finding(this, Level.GREEN, found, "");
    }

    Finding amber(String found, String remedy) {
        return new Finding(this, Level.AMBER, found, remedy);
    }

    Finding red(String found, String remedy) {
        return new Finding(this, Level.RED, found, remedy);
    }
}
