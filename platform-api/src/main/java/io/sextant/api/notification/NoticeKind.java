package io.sextant.api.notification;

/** What a notice is about; people choose by it what they get by e-mail. */
public enum NoticeKind {
    APPROVAL_REQUEST("Requests that you can decide on", "A deployment or a change waits for an approval."),
    APPROVAL_DECISION("Decisions on your requests", "What you asked for was approved, rejected or has expired."),
    QUOTA_REQUEST("Requests for quota", "A team asks for more GPUs."),
    QUOTA_DECISION("Decisions on quota", "Your request for more GPUs was decided."),
    QUOTA_RECLAIM(
            "GPUs asked back",
            "GPUs that your team borrowed are needed by their owner, or what it asked back is there."),
    BUDGET_THRESHOLD("Budgets", "A budget has reached 50, 80 or 100 %, or will by its forecast."),
    BUDGET_STEP(
            "Steps of hard budgets",
            "A hard budget is nearly spent: requests are refused, or something is to be stopped."),
    DEPLOYMENT_TROUBLE("Deployments that fail", "A deployment has failed or is not ready in time."),
    DEPLOYMENT_END("Deployments that end", "A deployment's end date is near, or it was stopped at its end."),
    TOKEN_END("Tokens that expire", "An API token expires in 14, 3 or 1 days."),
    WEBHOOK_TROUBLE("Webhooks that fail", "A webhook was switched off after it had failed for long."),
    AUDIT_TROUBLE("The audit trail", "The chain of the audit trail does not hold.");

    private final String label;
    private final String explanation;

    NoticeKind(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    /** For people, in the plural. */
    public String label() {
        return label;
    }

    /** When one is sent, in a sentence. */
    public String explanation() {
        return explanation;
    }
}
