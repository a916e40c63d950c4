package io.sextant.api.approval;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Team;
import java.util.UUID;

/**
 * What is put before approvers.
 *
 * @param id that the GPUs are held under
 * @param generation that is asked for
 * @param gpus beyond what the deployment holds
 * @param snapshot as JSON; exactly this is approved
 */
public record ApprovalFiling(
        UUID id,
        UUID deployment,
        String deploymentName,
        Team team,
        long generation,
        ApprovalRequest.Kind kind,
        QuotaPool pool,
        int gpus,
        ApprovalFacts facts,
        String snapshot) {}
