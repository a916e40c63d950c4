package io.sextant.api.deployment;

/** What the audit trail keeps of a deployment at one generation. */
record AuditedDeployment(String name, String cluster, long generation, String model, DeploymentShape shape) {
    static AuditedDeployment of(Deployment deployment, Content content) {
        return of(deployment, deployment.generation(), content);
    }

    static AuditedDeployment of(Deployment deployment, long generation, Content content) {
        return new AuditedDeployment(
                deployment.name(),
                deployment.cluster(),
                generation,
                content.plan().model().name(),
                DeploymentShape.of(content));
    }
}
