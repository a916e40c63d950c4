package io.sextant.api.approval;

import static io.sextant.api.approval.ApprovalRequest.State.WAITING;

import io.sextant.api.approval.ApprovalFacts.QuotaShare;
import io.sextant.api.approval.ApprovalRequest.State;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests with their stages. */
@Repository
class ApprovalRows {
    static final String CHOOSE = "GET /api/v1/approvals lists those that you may see.";
    private static final String SELECT = """
            select r.*, t.slug as team_slug, t.name as team_name
              from approval_request r
              join org_node t on t.id = r.team_id
            """;

    private final JdbcClient jdbc;

    ApprovalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a request; one that waits has an end, every other is over at once. */
    void add(ApprovalFiling filing, State state, boolean overBudget, Actor by, Instant now, @Nullable Instant until) {
        QuotaShare share = filing.facts().share();
        jdbc.sql("""
                        insert into approval_request
                               (id, deployment_id, team_id, generation, kind, deployment_name, model, cluster, gpu_product, gpus,
                                quota_class, monthly_cost, currency, quota_used_gpus, quota_limit_gpus, snapshot, snapshot_digest,
                                over_budget, asked_by, asked_by_name, asked_at, expires_at, state, ended_at, revision)
                        values (:id, :deployment, :team, :generation, :kind, :name, :model, :cluster, :product, :gpus,
                                :class, :cost, :currency, :used, :limit, :snapshot, :digest,
                                :overBudget, :by, :byName, :at, :until, :state, :endedAt, 1)
                        """)
                .param("id", filing.id())
                .param("deployment", filing.deployment())
                .param("team", filing.team().id().value())
                .param("generation", filing.generation())
                .param("kind", filing.kind().name())
                .param("name", filing.deploymentName())
                .param("model", filing.facts().model())
                .param("cluster", filing.pool().cluster())
                .param("product", filing.pool().gpuProduct())
                .param("gpus", filing.gpus())
                .param("class", filing.facts().quotaClass().name())
                .param("cost", filing.facts().monthlyCost())
                .param("currency", filing.facts().currency())
                .param("used", share == null ? null : share.usedGpus())
                .param("limit", share == null ? null : share.limitGpus())
                .param("snapshot", filing.snapshot())
                .param("digest", digest(filing.snapshot()))
                .param("overBudget", overBudget)
                .param("by", by.id().value())
                .param("byName", by.displayName())
                .param("at", utc(now))
                .param("until", until == null ? null : utc(until))
                .param("state", state.name())
                .param("endedAt", state == WAITING ? null : utc(now))
                .update();
    }

    void addStages(ApprovalFiling filing, List<ApprovalNeed.Stage> stages) {
        int number = 1;
        for (ApprovalNeed.Stage stage : stages) {
            jdbc.sql("""
                            insert into approval_stage (request_id, team_id, number, approver, reasons)
                            values (:request, :team, :number, :approver, cast(:reasons as text[]))
                            """)
                    .param("request", filing.id())
                    .param("team", filing.team().id().value())
                    .param("number", number++)
                    .param("approver", stage.approver().name())
                    .param("reasons", stage.reasons().toArray(String[]::new))
                    .update();
        }
    }

    Optional<ApprovalRequest> find(UUID id) {
        return withStages(jdbc.sql(SELECT + "where r.id = :id")
                        .param("id", id)
                        .query((row, _) -> request(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** What to tell somebody whose own teams have no such request: asking for another team's is a denial. */
    PlatformProblem absent(UUID id) {
        return AllTeams.call(() -> find(id)).isPresent()
                ? PlatformProblem.NotFound.hidden("approval", id.toString(), CHOOSE)
                : new PlatformProblem.NotFound("approval", id.toString(), CHOOSE);
    }

    /** The same as {@link #find}, and nobody else decides on it until the transaction ends. */
    Optional<ApprovalRequest> lock(UUID id) {
        jdbc.sql("select 1 from approval_request where id = :id for update")
                .param("id", id)
                .query(row -> {});
        return find(id);
    }

    /** What waits for a deployment. */
    Optional<ApprovalRequest> waiting(UUID deployment) {
        return withStages(jdbc.sql(SELECT + "where r.deployment_id = :deployment and r.state = 'WAITING'")
                        .param("deployment", deployment)
                        .query((row, _) -> request(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** What was last asked for a deployment and needed somebody's yes; of two of the same moment the one that waits is the later. */
    Optional<ApprovalRequest> latest(UUID deployment) {
        return withStages(jdbc.sql(SELECT + """
                                where r.deployment_id = :deployment and r.state <> 'BY_RULE'
                                order by r.asked_at desc, r.state = 'WAITING' desc, r.id desc
                                limit 1
                                """)
                        .param("deployment", deployment)
                        .query((row, _) -> request(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** All that waits in these teams, what ends first before the others. */
    List<ApprovalRequest> waitingOf(Collection<TeamId> teams) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return withStages(jdbc.sql(SELECT + """
                        where r.team_id in (:teams) and r.state = 'WAITING' order by r.expires_at, r.id
                        """)
                .param("teams", teams.stream().map(TeamId::value).toList())
                .query((row, _) -> request(row))
                .list());
    }

    /**
     * Requests of these teams, newest first.
     *
     * @param after where to go on; null for the beginning
     */
    List<ApprovalRequest> list(Collection<TeamId> teams, Collection<State> states, @Nullable Position after, int most) {
        if (teams.isEmpty()) {
            return List.of();
        }
        return withStages(jdbc.sql(SELECT + """
                        where r.team_id in (:teams) and r.state in (:states)
                          and (cast(:at as timestamptz) is null
                               or (r.asked_at, r.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                        order by r.asked_at desc, r.id desc
                        limit :most
                        """)
                .param("teams", teams.stream().map(TeamId::value).toList())
                .param("states", states.stream().map(State::name).toList())
                .param("at", after == null ? null : after.at().toString())
                .param("id", after == null ? null : after.id().toString())
                .param("most", most)
                .query((row, _) -> request(row))
                .list());
    }

    /** What was asked for last at and below a node, whoever had to be asked. */
    List<ApprovalRequest> latestWithin(UUID node, int most) {
        return withStages(jdbc.sql("""
                        with recursive within (id) as (
                            select id from org_node where id = :node
                            union all
                            select n.id from within w join org_node n on n.parent_id = w.id
                        )
                        """ + SELECT + """
                        where r.team_id in (select id from within)
                        order by r.asked_at desc, r.id desc
                        limit :most
                        """)
                .param("node", node)
                .param("most", most)
                .query((row, _) -> request(row))
                .list());
    }

    /** Those whose time is over. */
    List<UUID> over(Instant now) {
        return jdbc.sql(
                        "select id from approval_request where state = 'WAITING' and expires_at <= :now order by expires_at")
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    void approve(ApprovalRequest request, int stage, ApprovalRequest.Approval approval) {
        jdbc.sql("""
                        update approval_stage
                           set approved_at = :at, approved_by = :by, approved_by_name = :byName, on_behalf_of = :behalf,
                               on_behalf_of_name = :behalfName, comment = :comment
                         where request_id = :request and number = :stage
                        """)
                .param("at", utc(approval.at()))
                .param("by", approval.by().value())
                .param("byName", approval.byName())
                .param(
                        "behalf",
                        approval.onBehalfOf() == null
                                ? null
                                : approval.onBehalfOf().value())
                .param("behalfName", approval.onBehalfOfName())
                .param("comment", approval.comment())
                .param("request", request.id())
                .param("stage", stage)
                .update();
        jdbc.sql("update approval_request set revision = revision + 1 where id = :id")
                .param("id", request.id())
                .update();
    }

    void end(ApprovalRequest request, State state, String by, @Nullable String reason, Instant now) {
        jdbc.sql("""
                        update approval_request
                           set state = :state, ended_at = :now, ended_by_name = :by, end_reason = :reason,
                               revision = revision + 1
                         where id = :id and state = 'WAITING'
                        """)
                .param("state", state.name())
                .param("now", utc(now))
                .param("by", by)
                .param("reason", reason)
                .param("id", request.id())
                .update();
    }

    private List<ApprovalRequest> withStages(List<ApprovalRequest> requests) {
        if (requests.isEmpty()) {
            return requests;
        }
        Map<UUID, List<ApprovalRequest.Stage>> stages = new HashMap<>();
        jdbc.sql("select * from approval_stage where request_id in (:requests) order by request_id, number")
                .param("requests", requests.stream().map(ApprovalRequest::id).toList())
                .query(row -> {
                    stages.computeIfAbsent(row.getObject("request_id", UUID.class), _ -> new ArrayList<>())
                            .add(stage(row));
                });
        return requests.stream()
                .map(request -> request.with(stages.getOrDefault(request.id(), List.of())))
                .toList();
    }

    private static ApprovalRequest.Stage stage(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("approved_at", OffsetDateTime.class);
        UUID behalf = row.getObject("on_behalf_of", UUID.class);
        return new ApprovalRequest.Stage(
                row.getInt("number"),
                Approver.valueOf(row.getString("approver")),
                PolicyRows.texts(row, "reasons"),
                at == null
                        ? null
                        : new ApprovalRequest.Approval(
                                new UserId(row.getObject("approved_by", UUID.class)),
                                row.getString("approved_by_name"),
                                behalf == null ? null : new UserId(behalf),
                                row.getString("on_behalf_of_name"),
                                at.toInstant(),
                                row.getString("comment")));
    }

    private static ApprovalRequest request(ResultSet row) throws SQLException {
        Integer limit = row.getObject("quota_limit_gpus", Integer.class);
        OffsetDateTime until = row.getObject("expires_at", OffsetDateTime.class);
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        String endedBy = row.getString("ended_by_name");
        return new ApprovalRequest(
                row.getObject("id", UUID.class),
                row.getObject("deployment_id", UUID.class),
                new TeamId(row.getObject("team_id", UUID.class)),
                row.getString("team_slug"),
                row.getString("team_name"),
                row.getLong("generation"),
                ApprovalRequest.Kind.valueOf(row.getString("kind")),
                row.getString("deployment_name"),
                new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                row.getInt("gpus"),
                new ApprovalFacts(
                        row.getBigDecimal("monthly_cost"),
                        row.getString("currency"),
                        limit == null ? null : new QuotaShare(row.getInt("quota_used_gpus"), limit),
                        row.getString("gpu_product"),
                        QuotaClass.valueOf(row.getString("quota_class")),
                        row.getString("model")),
                row.getString("snapshot"),
                row.getString("snapshot_digest"),
                row.getBoolean("over_budget"),
                new UserId(row.getObject("asked_by", UUID.class)),
                row.getString("asked_by_name"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant(),
                State.valueOf(row.getString("state")),
                ended == null || endedBy == null
                        ? null
                        : new ApprovalRequest.Ending(endedBy, ended.toInstant(), row.getString("end_reason")),
                row.getInt("revision"),
                List.of());
    }

    private static String digest(String snapshot) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(snapshot.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** The last request of a page. */
    record Position(Instant at, UUID id) {}
}
