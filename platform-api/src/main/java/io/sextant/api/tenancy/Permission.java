package io.sextant.api.tenancy;

/** What can be allowed; every endpoint and page names the one it needs. */
public enum Permission {
    /** See models, GPU products and prices. */
    VIEW_CATALOG,
    /** See clusters, nodes and free GPUs. */
    VIEW_CAPACITY,
    /** See a team's deployments, SLA profiles, quota and usage. */
    VIEW_TEAM,
    /** Ask the planner on behalf of a team. */
    PLAN,
    /** Submit, change and retire a team's deployments. */
    DEPLOY,
    /** Send prompts to a team's models. */
    USE_MODEL,
    /** Write a team's SLA profiles. */
    EDIT_TEAM_SLA,
    /** Choose a team's members and keep its service accounts. */
    EDIT_MEMBERS,
    /** Choose where a team's notices are sent to by webhook. */
    EDIT_WEBHOOKS,
    /** Approve what a team asks for, where a policy asks for that. */
    APPROVE,
    /** Write the organisation's SLA profiles. */
    EDIT_ORGANISATION_SLA,
    /** Add models, GPU products, prices and measurements, and take them away again. */
    ADMINISTER_CATALOG,
    /** Read the audit trail. */
    VIEW_AUDIT,
    /** Write quotas, clusters and users. */
    ADMINISTER
}
