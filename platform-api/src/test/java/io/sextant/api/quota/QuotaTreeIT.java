package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.io.UnsupportedEncodingException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Quota over three levels: what is granted and refused, what administrators do by REST, who sees what. */
@ApiTest
class QuotaTreeIT {
    private static final String H100 = "NVIDIA-H100-80GB-HBM3";
    private static final String ROOT = "test-organisation";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    MockMvcTester rest;

    @Autowired
    People people;

    @Autowired
    OrganisationSetup setup;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    QuotaRows rows;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private QuotaPool pool;
    private String department;
    private Team first;
    private Team second;
    private Actor admin;
    private String bearer;

    /** Root 12, department 10 (burst 12), first 4 (burst 12), second 6 of which it lends 4. */
    @BeforeEach
    void threeLevels() {
        int number = COUNT.incrementAndGet();
        pool = new QuotaPool("tree-" + number, H100);
        clusters.ensure(pool.cluster(), "For quota tests");
        people.team();
        department = "tree-department-" + number;
        setup.department(department, "Department " + number, ROOT);
        first = setup.team("tree-first-" + number, "First " + number, department);
        second = setup.team("tree-second-" + number, "Second " + number, department);
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        bearer = people.bearer(admin);
        put(ROOT, 0, "{\"guaranteedGpus\": 12}");
        put(department, 0, "{\"guaranteedGpus\": 10, \"burstLimitGpus\": 12}");
        put(first.slug(), 0, "{\"guaranteedGpus\": 4, \"burstLimitGpus\": 12}");
        put(second.slug(), 0, "{\"guaranteedGpus\": 6, \"lendableGpus\": 4}");
    }

    @Test
    void letsDevelopmentBorrowUpToWhatIsNotSetAside() {
        hold(first, 10, QuotaClass.ONLINE_DEVELOPMENT);
        assertThatThrownBy(() -> hold(first, 1, QuotaClass.OFFLINE))
                .isInstanceOfSatisfying(
                        PlatformProblem.QuotaExceeded.class,
                        problem -> assertThat(problem.facts())
                                .containsEntry("node", department.replace("tree-department-", "Department "))
                                .containsEntry("limit", 12)
                                .containsEntry("used", 12)
                                .containsEntry("asked", 1));
        hold(second, 2, QuotaClass.ONLINE_PRODUCTION);
        consistent();
    }

    @Test
    void keepsProductionToWhatIsGuaranteedAndSaysWhatElseIsPossible() {
        hold(first, 3, QuotaClass.ONLINE_PRODUCTION);
        assertThatThrownBy(() -> hold(first, 2, QuotaClass.ONLINE_PRODUCTION))
                .isInstanceOfSatisfying(PlatformProblem.QuotaExceeded.class, problem -> {
                    assertThat(problem.facts())
                            .containsEntry("node", first.name())
                            .containsEntry("limit", 4)
                            .containsEntry("used", 3);
                    assertThat(problem.facts().get("options"))
                            .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                            .contains("Ask for at most 1 GPUs.")
                            .anyMatch(option -> option.startsWith("Submit it for development"));
                });
        hold(first, 2, QuotaClass.ONLINE_DEVELOPMENT);
        consistent();
    }

    @Test
    void givesBackWhatWasBorrowedToWhomItIsGuaranteed() {
        UUID borrower = hold(first, 10, QuotaClass.ONLINE_DEVELOPMENT);
        hold(second, 2, QuotaClass.ONLINE_PRODUCTION);
        assertThatThrownBy(() -> hold(second, 1, QuotaClass.ONLINE_PRODUCTION))
                .isInstanceOf(PlatformProblem.QuotaExceeded.class);
        transactions.executeWithoutResult(_ -> ledger.settle(borrower, 2, 4));
        hold(second, 4, QuotaClass.ONLINE_PRODUCTION);
        consistent();
    }

    @Test
    void refusesWhereANodeAboveWasNeverGivenThePool() {
        Team elsewhere = people.team();
        assertThat(put(elsewhere.slug(), 0, "{\"guaranteedGpus\": 0, \"burstLimitGpus\": 4}"))
                .hasStatusOk();
        assertThatThrownBy(() -> hold(elsewhere, 1, QuotaClass.OFFLINE))
                .isInstanceOfSatisfying(
                        PlatformProblem.QuotaExceeded.class,
                        problem -> assertThat(problem.facts())
                                .containsEntry("node", "Test Department")
                                .containsEntry("limit", 0));
    }

    @Test
    void keepsTheChildrensGuaranteesWithinTheParentsUnlessItIsOvercommittedOpenly() {
        assertThat(put(first.slug(), 1, "{\"guaranteedGpus\": 5}"))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"type": "urn:sextant:problem:quota-does-not-fit", "limit": 10, "used": 11, "asked": 1}
                        """);
        assertThat(put(department, 1, "{\"guaranteedGpus\": 9, \"burstLimitGpus\": 12}"))
                .hasStatus(409);
        assertThat(put(department, 1, "{\"guaranteedGpus\": 8, \"burstLimitGpus\": 12, \"overcommitted\": true}"))
                .hasStatusOk();
        assertThat(put(first.slug(), 1, "{\"guaranteedGpus\": 8, \"burstLimitGpus\": 12}"))
                .hasStatusOk();
        hold(first, 6, QuotaClass.ONLINE_PRODUCTION);
        assertThatThrownBy(() -> hold(second, 3, QuotaClass.ONLINE_PRODUCTION))
                .isInstanceOfSatisfying(
                        PlatformProblem.QuotaExceeded.class,
                        problem -> assertThat(problem.facts())
                                .containsEntry("limit", 8)
                                .containsEntry("used", 6));
        consistent();
        assertThat(
                        put(
                                department,
                                2,
                                "{\"guaranteedGpus\": 14, \"burstLimitGpus\": 14, \"raiseAbove\": true, \"reason\": \"more nodes\"}"))
                .hasStatusOk();
        consistent();
        assertThat(get("/" + ROOT).getResponse().getHeader("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void tellsWhatAnEditWouldDoAndWritesOnlyWhatWasSeen() {
        hold(first, 4, QuotaClass.ONLINE_PRODUCTION);
        MvcTestResult preview = call(
                HttpMethod.PUT,
                first.slug() + "/" + pool.cluster() + "/" + H100 + "?dry_run=true",
                null,
                "{\"guaranteedGpus\": 1}");
        assertThat(preview).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"before": {"guaranteedGpus": 4, "usedGpus": 4}, "after": {"guaranteedGpus": 1, "borrowedGpus": 3},
                         "noLongerFits": [{"limitGpus": 1, "usedGpus": 4}]}
                        """);
        assertThat(get("/" + first.slug())).hasHeader("ETag", "\"1\"");
        assertThat(call(HttpMethod.PUT, address(first.slug()), null, "{\"guaranteedGpus\": 1}"))
                .hasStatus(428);
        assertThat(put(first.slug(), 7, "{\"guaranteedGpus\": 1}")).hasStatus(412);
        assertThat(put(first.slug(), 1, "{\"guaranteedGpus\": 4, \"burstLimitGpus\": 3}"))
                .hasStatus(400);
        assertThat(put(first.slug(), 1, "{\"guaranteedGpus\": 1, \"reason\": \"less\"}"))
                .hasStatusOk()
                .hasHeader("ETag", "\"2\"");
        consistent();
        assertThat(get("/" + first.slug() + "/history"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"items": [{"kind": "LIMITS", "reason": "less", "before": {"guaranteedGpus": 4}},
                                   {"kind": "LIMITS"}, {"kind": "RESERVE", "gpus": 4}, {"kind": "HOLD"}]}
                        """);
    }

    @Test
    void pagesThroughTheHistoryOfABranch() {
        hold(first, 1, QuotaClass.OFFLINE);
        hold(second, 1, QuotaClass.OFFLINE);
        MvcTestResult page = get("/" + department + "/history?page_size=4");
        String token = JsonPath.read(body(page), "$.nextPageToken");
        assertThat((Integer) JsonPath.read(body(page), "$.items.length()")).isEqualTo(4);
        MvcTestResult rest = get("/" + department + "/history?page_size=4&page_token=" + token);
        assertThat((Integer) JsonPath.read(body(rest), "$.items.length()")).isEqualTo(3);
        assertThat(body(rest)).doesNotContain("nextPageToken");
        assertThat(get("/" + department + "/history?page_token=bm9uc2Vuc2U")).hasStatus(400);
    }

    @Test
    void showsATeamsMemberTheirOwnBranchOnly() {
        String member = people.bearer(people.member(first, TeamRole.MEMBER));
        MvcTestResult tree = rest.get()
                .uri("/api/v1/quotas?cluster=" + pool.cluster())
                .header(HttpHeaders.AUTHORIZATION, member)
                .exchange();
        assertThat(tree).bodyText().contains(first.slug(), department, ROOT).doesNotContain(second.slug());
        assertThat(rest.get().uri("/api/v1/quotas/" + address(second.slug())).header(HttpHeaders.AUTHORIZATION, member))
                .hasStatus(404);
        assertThat(rest.put()
                        .uri("/api/v1/quotas/" + address(first.slug()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"guaranteedGpus\": 9}")
                        .header(HttpHeaders.IF_MATCH, "\"1\"")
                        .header(HttpHeaders.AUTHORIZATION, member))
                .hasStatus(403);
    }

    @Test
    void answersClearlyForClustersThatAreRetiredOrUnknown() {
        jdbc.sql("update cluster set state = 'RETIRED' where name = :name")
                .param("name", pool.cluster())
                .update();
        assertThat(put(first.slug(), 1, "{\"guaranteedGpus\": 2}"))
                .hasStatus(409)
                .bodyText()
                .contains("cluster-retired");
        assertThat(call(HttpMethod.PUT, first.slug() + "/nowhere/" + H100, "\"0\"", "{\"guaranteedGpus\": 2}"))
                .hasStatus(404);
        assertThat(put("no-such-node", 0, "{\"guaranteedGpus\": 2}")).hasStatus(404);
    }

    @Test
    void keepsTheHistoryAppendOnly() {
        assertThatThrownBy(() -> jdbc.sql("delete from quota_change").update()).isInstanceOf(DataAccessException.class);
    }

    private UUID hold(Team team, int gpus, QuotaClass quotaClass) {
        UUID holder = UUID.randomUUID();
        transactions.executeWithoutResult(_ -> {
            ledger.hold(team, pool, holder, 1, gpus, quotaClass);
            ledger.reserve(holder, 1);
        });
        return holder;
    }

    /** The sums that bookings kept are those that come out when everything is counted anew. */
    private void consistent() {
        QuotaTree kept = rows.tree(pool);
        assertThat(kept.steps().stream()
                        .filter(step -> step.balance().revision() > 0)
                        .toList())
                .isEqualTo(kept.counted().steps().stream()
                        .filter(step -> step.balance().revision() > 0)
                        .toList());
    }

    private MvcTestResult put(String node, int seen, String body) {
        return call(HttpMethod.PUT, address(node), "\"" + seen + "\"", body);
    }

    private MvcTestResult get(String pathOfNode) {
        String[] parts = pathOfNode.substring(1).split("/", 2);
        return rest.get()
                .uri("/api/v1/quotas/" + address(parts[0]) + (parts.length > 1 ? "/" + parts[1] : ""))
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private String address(String node) {
        return node + "/" + pool.cluster() + "/" + H100;
    }

    private MvcTestResult call(HttpMethod method, String address, String ifMatch, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, bearer);
        if (ifMatch != null) {
            headers.set(HttpHeaders.IF_MATCH, ifMatch);
        }
        return rest.method(method)
                .uri("/api/v1/quotas/" + address)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
