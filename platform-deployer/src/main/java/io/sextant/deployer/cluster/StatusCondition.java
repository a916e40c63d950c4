package io.sextant.deployer.cluster;

/** A condition in an object's status, as Kubernetes writes them. */
public record StatusCondition(String type, boolean holds, String reason, String message) {
    public static StatusCondition of(ObjectTree condition) {
        return new StatusCondition(
                condition.text("type").orElse(""),
                condition.text("status").filter("True"::equals).isPresent(),
                condition.text("reason").orElse(""),
                condition.text("message").orElse(""));
    }
}
