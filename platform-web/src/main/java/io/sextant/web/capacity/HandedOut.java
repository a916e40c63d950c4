package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterAdministration;
import io.sextant.web.layout.Dates;

/**
 * A join token on the one page that shows it, with what to do with it.
 *
 * @param commands put it where the deployer finds it
 * @param kustomization installs the deployer
 */
record HandedOut(String token, String expires, String commands, String kustomization) {
    static HandedOut of(ClusterAdministration.WithJoinToken cluster, String platformUrl) {
        return new HandedOut(
                cluster.joinToken(),
                Dates.moment(cluster.joinTokenExpiresAt()),
                """
                kubectl create namespace sextant-system --dry-run=client -o yaml | kubectl apply -f -
                kubectl -n sextant-system create secret generic sextant-deployer --dry-run=client -o yaml \\
                  --from-literal=api-url=%s \\
                  --from-literal=join-token=%s | kubectl apply -f -
                kubectl apply -k .
                kubectl -n sextant-system rollout restart deployment sextant-deployer
                """.formatted(platformUrl, cluster.joinToken()),
                """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: sextant-system
                resources:
                  - ../../base/deployer
                images:
                  - name: sextant/deployer
                    newTag: 0.1.0
                patches:
                  - target:
                      kind: Deployment
                      name: sextant-deployer
                    patch: |-
                      - op: add
                        path: /spec/template/spec/containers/0/env/-
                        value:
                          name: SEXTANT_DEPLOYER_CLUSTER
                          value: %s
                """.formatted(cluster.name()));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HandedOut[expires=%s]".formatted(expires);
    }
}
