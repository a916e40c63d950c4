package io.sextant.sandbox;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sextant.sandbox.control.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The nodes of the sandbox: eight machines with six GPU products, labelled as NFD and the GPU Operator label them. */
final class GpuFleet {
    private static final String TAINT = "nvidia.com/gpu";
    private static final String KUBELET = "v1.34.1";

    private static final List<Machine> MACHINES = List.of(
            new Machine("gpu-h100-1", "NVIDIA-H100-80GB-HBM3", "hopper", 9, 0, 81_559, 8, 192, 2048, "DGXH100"),
            new Machine("gpu-h100-2", "NVIDIA-H100-80GB-HBM3", "hopper", 9, 0, 81_559, 8, 192, 2048, "DGXH100"),
            new Machine("gpu-h200-1", "NVIDIA-H200", "hopper", 9, 0, 143_771, 8, 192, 2048, "DGXH200"),
            new Machine("gpu-a100-1", "NVIDIA-A100-SXM4-80GB", "ampere", 8, 0, 81_920, 8, 128, 1024, "DGXA100"),
            new Machine("gpu-l40s-1", "NVIDIA-L40S", "ada-lovelace", 8, 9, 46_068, 4, 96, 768, "PowerEdge-R760xa"),
            new Machine("gpu-l40s-2", "NVIDIA-L40S", "ada-lovelace", 8, 9, 46_068, 4, 96, 768, "PowerEdge-R760xa"),
            new Machine("gpu-b200-1", "NVIDIA-B200", "blackwell", 10, 0, 183_359, 8, 224, 2048, "DGXB200"),
            new Machine("gpu-a10g-1", "NVIDIA-A10G", "ampere", 8, 6, 23_028, 4, 96, 384, "g5.24xlarge"));

    /** Machines of a cluster that names no other number: one of each in the list. */
    static final int USUAL_NODES = MACHINES.size();

    private GpuFleet() {}

    /**
     * One machine.
     *
     * @param product label of its GPUs
     * @param gpuMemoryMib of one GPU
     */
    private record Machine(
            String name,
            String product,
            String family,
            int computeMajor,
            int computeMinor,
            int gpuMemoryMib,
            int gpus,
            int cpus,
            int memoryGib,
            String machine) {
        /** Another one like it, in the n-th row of machines. */
        Machine inRow(int row) {
            String other = row == 0 ? name : name + "-row" + (row + 1);
            return new Machine(
                    other, product, family, computeMajor, computeMinor, gpuMemoryMib, gpus, cpus, memoryGib, machine);
        }
    }

    /** So many nodes, ready: the list of machines again and again. */
    static List<Node> nodes(int count, Instant now) {
        return IntStream.range(0, count)
                .mapToObj(i -> MACHINES.get(i % MACHINES.size()).inRow(i / MACHINES.size()))
                .map(machine -> node(machine, now))
                .toList();
    }

    private static Node node(Machine machine, Instant now) {
        Map<String, Quantity> resources = Map.of(
                "nvidia.com/gpu", new Quantity(Integer.toString(machine.gpus())),
                "cpu", new Quantity(Integer.toString(machine.cpus())),
                "memory", new Quantity(machine.memoryGib() + "Gi"),
                "ephemeral-storage", new Quantity("7000Gi"),
                "pods", new Quantity("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(machine.name())
                .withLabels(labels(machine))
                .endMetadata()
                .withNewSpec()
                .addNewTaint()
                .withKey(TAINT)
                .withValue("present")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .withNewStatus()
                .withCapacity(resources)
                .withAllocatable(resources)
                .addNewAddress("127.0.0.1", "InternalIP")
                .addNewAddress(machine.name(), "Hostname")
                .withConditions(conditions(now))
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withOperatingSystem("linux")
                .withOsImage("Ubuntu 24.04.3 LTS")
                .withKernelVersion("6.8.0-85-generic")
                .withContainerRuntimeVersion("containerd://2.1.4")
                .withKubeletVersion(KUBELET)
                .withKubeProxyVersion("")
                .withBootID(machine.name())
                .withMachineID(machine.name())
                .withSystemUUID(machine.name())
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static Map<String, String> labels(Machine machine) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/os", "linux");
        labels.put("kubernetes.io/hostname", machine.name());
        labels.put("feature.node.kubernetes.io/pci-10de.present", "true");
        labels.put("nvidia.com/gpu.present", "true");
        labels.put("nvidia.com/gpu.product", machine.product());
        labels.put("nvidia.com/gpu.memory", Integer.toString(machine.gpuMemoryMib()));
        labels.put("nvidia.com/gpu.count", Integer.toString(machine.gpus()));
        labels.put("nvidia.com/gpu.family", machine.family());
        labels.put("nvidia.com/gpu.compute.major", Integer.toString(machine.computeMajor()));
        labels.put("nvidia.com/gpu.compute.minor", Integer.toString(machine.computeMinor()));
        labels.put("nvidia.com/gpu.machine", machine.machine());
        labels.put("nvidia.com/gpu.replicas", "1");
        labels.put("nvidia.com/gpu.sharing-strategy", "none");
        labels.put("nvidia.com/mig.strategy", "single");
        boolean mig = !List.of("ada-lovelace").contains(machine.family()) && machine.computeMinor() == 0;
        labels.put("nvidia.com/mig.capable", Boolean.toString(mig));
        if (mig) {
            labels.put("nvidia.com/mig.config", "all-disabled");
            labels.put("nvidia.com/mig.config.state", "success");
        }
        labels.put("nvidia.com/cuda.driver-version.major", "580");
        labels.put("nvidia.com/cuda.driver-version.minor", "95");
        labels.put("nvidia.com/cuda.driver-version.revision", "05");
        labels.put("nvidia.com/cuda.driver-version.full", "580.95.05");
        labels.put("nvidia.com/cuda.runtime-version.major", "13");
        labels.put("nvidia.com/cuda.runtime-version.minor", "0");
        labels.put("nvidia.com/cuda.runtime-version.full", "13.0");
        for (String operand :
                List.of("container-toolkit", "dcgm-exporter", "device-plugin", "driver", "gpu-feature-discovery")) {
            labels.put("nvidia.com/gpu.deploy." + operand, "true");
        }
        return labels;
    }

    private static List<NodeCondition> conditions(Instant now) {
        List<NodeCondition> conditions = new ArrayList<>();
        conditions.add(condition(
                "MemoryPressure",
                "False",
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available",
                now));
        conditions.add(
                condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now));
        conditions.add(condition(
                "PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available", now));
        conditions.add(condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", now));
        return conditions;
    }

    private static NodeCondition condition(String type, String status, String reason, String message, Instant now) {
        return new NodeConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastHeartbeatTime(Timestamps.text(now))
                .withLastTransitionTime(Timestamps.text(now))
                .build();
    }
}
