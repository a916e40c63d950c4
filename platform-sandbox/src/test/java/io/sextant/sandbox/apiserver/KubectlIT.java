package io.sextant.sandbox.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl against the sandbox; skipped where kubectl is not installed. */
class KubectlIT {
    private static final String CACHE = """
            apiVersion: apps.nvidia.com/v1alpha1
            kind: NIMCache
            metadata: {name: llama, namespace: team}
            spec:
              source:
                ngc:
                  modelPuller: nvcr.io/nim/meta/llama-3.1-8b-instruct:1.15.5
                  authSecret: ngc-api
                  model: {profiles: [abc]}
              storage:
                pvc: {create: true, size: 50Gi, volumeAccessMode: ReadWriteMany}
            """;
    private static final String WEBHOOK = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: nim}
            webhooks: [{name: vnimcache-v1alpha1.kb.io}]
            """;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: team}
            spec:
              replicas: %d
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: web, image: "web:%d", ports: [{containerPort: 80}]}
            """;

    @TempDir
    private Path dir;

    private SandboxApiServer server = SandboxApiServer.start(SandboxApiServer.Options.inMemory());

    @BeforeEach
    void requireKubectl() throws IOException, InterruptedException {
        assumeThat(Arrays.stream(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))))
                .as("kubectl is on the path")
                .isTrue();
        String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n";
        assertThat(succeeded(kubectl("create", "-f", file("namespace.yaml", namespace))))
                .contains("namespace/team created");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private record Run(int code, String output) {}

    private Run kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "--server=" + server.url(), "--cache-dir=" + dir.resolve("cache")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", dir.resolve("none").toString());
        builder.environment().put("HOME", dir.toString());
        Path out = Files.createTempFile(dir, "kubectl", ".out");
        Process process = builder.redirectOutput(out.toFile()).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(out);
        assertThat(ended).as("kubectl %s ended: %s", List.of(arguments), output).isTrue();
        return new Run(process.exitValue(), output);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    private static String succeeded(Run run) {
        assertThat(run.code()).as(run.output()).isZero();
        return run.output();
    }

    @Test
    void listsNimObjectsAndPodsInOneTable() throws Exception {
        succeeded(kubectl("apply", "--server-side", "-f", file("cache.yaml", CACHE)));

        String listed = succeeded(kubectl("get", "nimservices,nimcaches,pods", "-A"));

        assertThat(listed).containsPattern("NAMESPACE +NAME +STATUS +PVC +AGE");
        assertThat(listed).containsPattern("team +nimcache.apps.nvidia.com/llama +\\d+s|team +llama +\\d+s");
    }

    @Test
    void appliesPatchesAndDeletesLikeARealCluster() throws Exception {
        assertThat(succeeded(kubectl("apply", "-f", file("web.yaml", DEPLOYMENT.formatted(1, 1)))))
                .contains("deployment.apps/web created");
        assertThat(succeeded(kubectl("apply", "-f", file("web.yaml", DEPLOYMENT.formatted(2, 2)))))
                .contains("deployment.apps/web configured");
        assertThat(succeeded(kubectl("patch", "deployment", "web", "-n", "team", "-p", "{\"spec\":{\"replicas\":5}}")))
                .contains("patched");
        assertThat(succeeded(kubectl("get", "deploy", "web", "-n", "team", "-o", "jsonpath={.spec.replicas}")))
                .isEqualTo("5");
        assertThat(succeeded(kubectl("scale", "deploy/web", "-n", "team", "--replicas=4")))
                .contains("scaled");
        assertThat(succeeded(kubectl("describe", "deployment", "web", "-n", "team")))
                .contains("web:2", "4 desired");
        assertThat(succeeded(kubectl("delete", "deployment", "web", "-n", "team")))
                .contains("deployment.apps \"web\" deleted");
        assertThat(kubectl("get", "deployment", "web", "-n", "team").output())
                .contains("Error from server (NotFound): deployments.apps \"web\" not found");
    }

    @Test
    void saysWhoseFieldWouldBeTakenOver() throws Exception {
        String file = file("web.yaml", DEPLOYMENT.formatted(1, 1));
        succeeded(kubectl("apply", "--server-side", "--field-manager=one", "-f", file));
        String other = file("web.yaml", DEPLOYMENT.formatted(2, 1));

        Run refused = kubectl("apply", "--server-side", "--field-manager=two", "-f", other);

        assertThat(refused.code()).isNotZero();
        assertThat(refused.output()).contains("Apply failed with 1 conflict: conflict with \"one\": .spec.replicas");
        succeeded(kubectl("apply", "--server-side", "--field-manager=two", "--force-conflicts", "-f", other));
    }

    @Test
    void refusesUnknownFieldsAndChangedCaches() throws Exception {
        Run typo =
                kubectl("apply", "-f", file("typo.yaml", CACHE.replace("authSecret: ngc-api", "authSecrt: ngc-api")));
        assertThat(typo.code()).isNotZero();
        assertThat(typo.output()).contains("unknown field \"spec.source.ngc.authSecrt\"");

        succeeded(kubectl("apply", "-f", file("webhook.yaml", WEBHOOK)));
        succeeded(kubectl("apply", "-f", file("cache.yaml", CACHE)));
        Run changed = kubectl("apply", "-f", file("cache.yaml", CACHE.replace("50Gi", "60Gi")));
        assertThat(changed.code()).isNotZero();
        assertThat(changed.output())
                .contains(
                        "Error from server (Forbidden)",
                        "admission webhook \"vnimcache-v1alpha1.kb.io\" denied the request: nimcache.spec: Forbidden: is"
                                + " immutable once the object is created");
    }

    @Test
    void showsEveryKindItNames() throws Exception {
        String kinds = succeeded(kubectl("api-resources", "--verbs=list", "-o", "name"));
        for (String kind : kinds.lines().toList()) {
            assertThat(kubectl("get", kind, "-A").code()).as(kind).isZero();
        }
        assertThat(succeeded(kubectl("get", "namespaces"))).containsPattern("team +Active +\\d+s");
        assertThat(succeeded(kubectl("version"))).contains("Server Version: v1.34");
        assertThat(succeeded(kubectl("delete", "namespace", "team"))).contains("deleted");
    }

    @Test
    void watchesUntilAConditionHolds() throws Exception {
        succeeded(kubectl("apply", "-f", file("cache.yaml", CACHE)));
        assertThat(succeeded(kubectl(
                        "patch",
                        "nimcache",
                        "llama",
                        "-n",
                        "team",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"state\":\"Ready\",\"pvc\":\"llama-pvc\"}}")))
                .contains("patched");

        assertThat(succeeded(kubectl(
                        "wait",
                        "nimcache/llama",
                        "-n",
                        "team",
                        "--for=jsonpath={.status.state}=Ready",
                        "--timeout=10s")))
                .contains("condition met");
        assertThat(succeeded(kubectl("get", "nimcaches", "-A")))
                .containsPattern("team +llama +Ready +llama-pvc +\\d+s");
        Run watching = kubectl("get", "nimcaches", "-n", "team", "--watch", "--request-timeout=2s");
        assertThat(watching.output()).containsPattern("llama +Ready +llama-pvc");
    }

    @Test
    void explainsFieldsOfBuiltInKindsAndOfCustomOnes() throws Exception {
        assertThat(succeeded(kubectl("explain", "deployment.spec.template.spec.containers")))
                .contains("GROUP:      apps", "KIND:       Deployment", "imagePullPolicy");
        assertThat(succeeded(kubectl("explain", "pod.spec.tolerations.tolerationSeconds")))
                .contains("FIELD: tolerationSeconds <integer>");
        assertThat(succeeded(kubectl("explain", "nimservice.spec.scale.hpa")))
                .contains("VERSION:    v1alpha1", "maxReplicas", "-required-");
        assertThat(succeeded(kubectl("explain", "crd.spec.versions.schema.openAPIV3Schema")))
                .contains("x-kubernetes-validations");
    }

    @Test
    void servesTheKindsOfADirectoryFromExplanationToDeletion() throws Exception {
        server.close();
        server = SandboxApiServer.start(
                SandboxApiServer.Options.inMemory().withDefinitions(DefinedKindsIT.definitions()));
        String robot = """
                apiVersion: workshop.example/v1
                kind: Robot
                metadata: {name: arm, namespace: default}
                spec: {model: "%s", arms: %d}
                """;

        assertThat(succeeded(kubectl("explain", "robot.spec.model")))
                .contains("FIELD: model <string>", "Model names the plan it is built by.");
        assertThat(succeeded(kubectl("explain", "robot", "--recursive"))).contains("tools", "replicas");
        assertThat(succeeded(kubectl("apply", "-f", file("robot.yaml", robot.formatted("ab", 2)))))
                .contains("robot.workshop.example/arm created");
        Run refused = kubectl("apply", "-f", file("robot.yaml", robot.formatted("ab", 3)));
        assertThat(refused.output())
                .contains("The Robot \"arm\" is invalid: spec: Invalid value: \"object\": arms come in pairs, not 3");
        assertThat(succeeded(kubectl("patch", "rb", "arm", "--type=merge", "-p", "{\"spec\":{\"arms\":4}}")))
                .contains("patched");
        assertThat(succeeded(kubectl("get", "robots", "-o", "wide"))).containsPattern("arm +ab +4 +\\d+s");
        assertThat(kubectl("get", "robots", "--watch", "--request-timeout=2s").output())
                .containsPattern("arm +ab");
        assertThat(succeeded(kubectl("delete", "robot", "arm"))).contains("deleted");
    }
}
