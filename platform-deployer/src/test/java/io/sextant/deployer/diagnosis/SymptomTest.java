package io.sextant.deployer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.WriteFailure;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words by which causes are known, as registries, engines and controllers write them. */
class SymptomTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    failed to authorize: failed to fetch oauth token: 401 Unauthorized        | IMAGE_PULL_DENIED
                    pull access denied, repository does not exist or may require login        | IMAGE_PULL_DENIED
                    unexpected status from HEAD request to nvcr.io: 402 Payment Required      | ENTITLEMENT_MISSING
                    rpc error: code = NotFound: nvcr.io/nim/meta/x:9: not found               | IMAGE_NOT_FOUND
                    no match for platform in manifest: not found                              | WRONG_ARCHITECTURE
                    dial tcp 10.0.0.1:443: i/o timeout                                        | NETWORK_BLOCKED
                    tls: failed to verify certificate: x509: unknown authority                | NETWORK_BLOCKED
                    short read                                                                | IMAGE_PULL_FAILED
                    """)
    void knowsWhyAnImageCannotBePulled(String words, ConditionReason reason) {
        assertThat(Symptom.ofPull(words).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OSError: [Errno 28] No space left on device: '/model-store'               | VOLUME_FULL
                    torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB       | OUT_OF_GPU_MEMORY
                    Unknown profiles provided: 4f904d571fe60ff24695b5ee2aa42da5               | UNKNOWN_PROFILE
                    Could not match a profile in manifest at /etc/nim                         | NO_COMPATIBLE_PROFILE
                    libcuda.so.1: cannot open shared object file                              | GPU_RUNTIME_MISSING
                    exec /opt/nim/start_server.sh: exec format error                          | WRONG_ARCHITECTURE
                    PermissionError: [Errno 13] Permission denied: '/model-store/ngc'         | VOLUME_NOT_WRITABLE
                    Payment Required: 402 Client Error                                        | ENTITLEMENT_MISSING
                    failed to authenticate with NGC: 401 Unauthorized                         | NGC_KEY_REFUSED
                    Temporary failure in name resolution: api.ngc.nvidia.com                  | NETWORK_BLOCKED
                    """)
    void knowsWhyAContainerEnded(String words, ConditionReason reason) {
        assertThat(Symptom.ofLastWords(words))
                .hasValueSatisfying(found -> assertThat(found.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    no profiles are selected for caching                                      | NO_COMPATIBLE_PROFILE
                    yaml: unmarshal errors: line 3                                            | MANIFEST_UNREADABLE
                    ConfigMap is invalid: Too long: must have at most 1048576 bytes           | MANIFEST_UNREADABLE
                    persistentvolumeclaims "weights" not found                                | STORAGE_UNSUITABLE
                    Get "https://api.ngc.nvidia.com": dial tcp: i/o timeout                   | NETWORK_BLOCKED
                    something else                                                            | OPERATOR_ERROR
                    """)
    void knowsWhyACacheIsNotReconciled(String words, ConditionReason reason) {
        assertThat(Symptom.ofCacheReconciling(words).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    failed calling webhook "vnimservice.kb.io": no endpoints available        | WEBHOOK_UNAVAILABLE
                    .spec.expose.router: field not declared in schema                         | UNKNOWN_TO_OPERATOR
                    strict decoding error: unknown field "spec.noSuch"                        | UNKNOWN_TO_OPERATOR
                    pods "x" is forbidden: exceeded quota: sextant-fence                      | QUOTA_OF_NAMESPACE_SPENT
                    spec: Forbidden: is immutable                                             | REFUSED_BY_CLUSTER
                    """)
    void knowsWhyTheClusterRefused(String words, ConditionReason reason) {
        assertThat(WriteRefusal.of(new WriteFailure(true, words, 1, Instant.EPOCH))
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"failed calling webhook", "exceeded quota"})
    void takesASilentClusterForNothingElse(String words) {
        Finding finding = WriteRefusal.of(new WriteFailure(false, words, 1, Instant.EPOCH));

        assertThat(finding.reason()).isEqualTo(ConditionReason.CLUSTER_UNREACHABLE);
        assertThat(finding.failed()).isFalse();
    }
}
