package io.sextant.api.orgfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.budget.BudgetMode;
import io.sextant.api.budget.BudgetPeriod;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrgUnit;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Files that say all there is and change a part of it that no other test knows. */
@ApiTest
@TestPropertySource(properties = "sextant.test.database=organisation-file")
class OrganisationFilesIT {
    private static final String ROOT = "test-organisation";
    private static final String GPU = "NVIDIA-H100-80GB-HBM3";
    private static final String PRICED = "H100-SXM-80GB";
    private static final String PATH = "/api/v1/organisation/file";

    @Autowired
    OrganisationFiles files;

    @Autowired
    OrganisationSetup setup;

    @Autowired
    ClusterRegistration clusters;

    @Autowired
    PriceBook book;

    @Autowired
    People people;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester rest;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8) + "x";
    private final String cluster = "file-" + suffix;
    private final String department = "dep-" + suffix;
    private Actor admin;

    @BeforeEach
    void aDepartment() {
        people.team();
        admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        setup.department(department, "Department", ROOT);
        clusters.ensure(cluster, "For files");
    }

    @Test
    void findsNothingToDoInWhatItWroteItself() {
        for (long seed = 1; seed <= 5; seed++) {
            OrganisationFiles.Export before = files.export(admin);
            OrgFile wanted = grown(FileReading.read(before.text()), new Random(seed));
            clock.advance(Duration.ofSeconds(1));
            FileDiff made = files.apply(FileWriting.text(wanted), before.digest(), admin);
            assertThat(made.lines()).as("seed %d", seed).isNotEmpty();

            OrganisationFiles.Export after = files.export(admin);
            FileDiff again = files.preview(after.text(), admin);
            assertThat(again.lines()).as("seed %d", seed).isEmpty();
            assertThat(again.digest()).isEqualTo(after.digest());
            assertThat(files.preview(FileWriting.text(wanted), admin).lines())
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(files.apply(after.text(), after.digest(), admin).lines()).isEmpty();
            assertThat(files.export(admin)).isEqualTo(after);
        }
    }

    @Test
    void goesFromAnyStateToAnyOtherOne() {
        OrgFile base = FileReading.read(files.export(admin).text());
        for (long seed = 10; seed < 20; seed++) {
            clock.advance(Duration.ofSeconds(1));
            OrganisationFiles.Export now = files.export(admin);
            OrgFile wanted = grown(base, new Random(seed));
            FileDiff diff = files.preview(FileWriting.text(wanted), admin);
            assertThat(diff.isApplicable()).as("seed %d: %s", seed, diff).isTrue();
            assertThat(files.export(admin)).isEqualTo(now);
            files.apply(FileWriting.text(wanted), now.digest(), admin);
            OrgFile then = FileReading.read(files.export(admin).text());
            for (Section section : List.of(Section.QUOTAS, Section.PRICES)) {
                assertThat(then.section(section).orElseThrow())
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(
                                wanted.section(section).orElseThrow());
            }
        }
        String trail =
                "select count(*) from audit_entry where action = 'organisation.apply-file' and actor_id = :admin";
        assertThat(jdbc.sql(trail)
                        .param("admin", admin.id().toString())
                        .query(Integer.class)
                        .single())
                .isBetween(5, 10);
    }

    @Test
    void tellsEachRefusalAndAppliesNothing() {
        OrganisationFiles.Export now = files.export(admin);
        OrgFile base = FileReading.read(now.text());
        Map<Section, List<Entry>> all = new EnumMap<>(base.sections());
        all.put(
                Section.NODES,
                with(
                        all.get(Section.NODES),
                        new Entry.Node("good-" + suffix, OrgUnit.Kind.TEAM, "Good", department),
                        new Entry.Node("lost-" + suffix, OrgUnit.Kind.TEAM, "Lost", "nowhere-" + suffix),
                        new Entry.Node("Bad Slug", OrgUnit.Kind.TEAM, "Bad", department)));
        all.put(
                Section.QUOTAS,
                with(
                        all.get(Section.QUOTAS),
                        new Entry.Quota("good-" + suffix, cluster, GPU, QuotaTerms.exactly(4)),
                        new Entry.Quota(department, "no-cluster", GPU, QuotaTerms.exactly(4))));
        String text = FileWriting.text(new OrgFile(all));
        FileDiff diff = files.preview(text, admin);

        assertThat(diff.lines())
                .extracting(line -> line.key() + " "
                        + (line.refusal() == null ? "fine" : line.refusal().code()))
                .containsExactly(
                        "good-" + suffix + " fine",
                        "lost-" + suffix + " node-not-found",
                        "Bad Slug invalid-request",
                        "good-" + suffix + ", " + GPU + " in " + cluster + " quota-does-not-fit",
                        department + ", " + GPU + " in no-cluster cluster-not-found");
        assertThat(diff.lines().get(1).pointer())
                .isEqualTo("/nodes/" + (all.get(Section.NODES).size() - 2));
        assertThat(diff.lines())
                .extracting(line -> lineOf(text, line))
                .containsExactly(
                        "- slug: good-" + suffix,
                        "- slug: lost-" + suffix,
                        "- slug: Bad Slug",
                        "- node: good-" + suffix,
                        "- node: " + department);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> files.apply(text, now.digest(), admin))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo("file-refused");
                    assertThat(refused.facts().toString())
                            .contains("line=" + diff.lines().get(1).line());
                });
        assertThat(files.export(admin)).isEqualTo(now);
    }

    @Test
    void leavesSectionsAloneThatAreLeftOutAndArchivesWhatSectionsLeaveOut() {
        String slug = "gone-" + suffix;
        setup.team(slug, "Gone", department);
        OrganisationFiles.Export now = files.export(admin);
        assertThat(files.preview("version: 1\n", admin).lines()).isEmpty();

        OrgFile base = FileReading.read(now.text());
        List<Entry> nodes = base.section(Section.NODES).orElseThrow().stream()
                .filter(entry -> !entry.key().equals(slug))
                .toList();
        String without = FileWriting.text(new OrgFile(Map.of(Section.NODES, nodes)));
        FileDiff diff = files.apply(without, now.digest(), admin);
        assertThat(diff.lines())
                .extracting(line -> line.kind() + " " + line.key() + " " + line.pointer() + " " + line.line())
                .containsExactly("REMOVED " + slug + " /nodes null");

        OrganisationFiles.Export then = files.export(admin);
        assertThat(then.text()).doesNotContain(slug);
        files.apply(now.text(), then.digest(), admin);
        assertThat(files.export(admin)).isEqualTo(now);
    }

    @Test
    void endsPricesBudgetsAndPoliciesThatAreLeftOut() {
        OrganisationFiles.Export now = files.export(admin);
        OrgFile base = FileReading.read(now.text());
        Map<Section, List<Entry>> all = new EnumMap<>(base.sections());
        all.put(Section.PRICES, with(all.get(Section.PRICES), price("1.25", null)));
        all.put(Section.BUDGETS, with(all.get(Section.BUDGETS), budget(BudgetMode.HARD, "1000")));
        all.put(
                Section.POLICIES,
                with(
                        all.get(Section.POLICIES),
                        policy(1, "Large", "500"),
                        policy(2, "Large", "900"),
                        policy(1, "All", null)));
        apply(all);

        FileDiff back = files.preview(now.text(), admin);
        assertThat(back.isApplicable()).as(back.toString()).isTrue();
        assertThat(back.lines())
                .extracting(line -> line.kind() + " " + line.section())
                .containsExactly(
                        "REMOVED PRICES",
                        "REMOVED BUDGETS",
                        "REMOVED POLICIES",
                        "REMOVED POLICIES",
                        "REMOVED POLICIES");
        clock.advance(Duration.ofSeconds(1));
        files.apply(now.text(), back.digest(), admin);
        assertThat(files.export(admin)).isEqualTo(now);

        clock.advance(Duration.ofSeconds(1));
        apply(all);
        assertThat(section(Section.BUDGETS)).contains(budget(BudgetMode.HARD, "1000"));
        clock.advance(Duration.ofSeconds(1));
        apply(base.sections());
    }

    @Test
    void changesPricesBudgetsAndPoliciesInPlace() {
        Map<Section, List<Entry>> before =
                new EnumMap<>(FileReading.read(files.export(admin).text()).sections());
        Map<Section, List<Entry>> all = new EnumMap<>(before);
        all.put(Section.PRICES, with(all.get(Section.PRICES), price("1.25", null)));
        all.put(Section.BUDGETS, with(all.get(Section.BUDGETS), budget(BudgetMode.HARD, "1000")));
        all.put(Section.POLICIES, with(all.get(Section.POLICIES), policy(1, "Large", "500")));
        apply(all);
        clock.advance(Duration.ofSeconds(1));

        Map<Section, List<Entry>> other = new EnumMap<>(before);
        other.put(Section.PRICES, with(before.get(Section.PRICES), price("1.50", "0.75")));
        other.put(Section.BUDGETS, with(before.get(Section.BUDGETS), budget(BudgetMode.ADVISE, "1000.5")));
        other.put(Section.POLICIES, with(before.get(Section.POLICIES), policy(1, "Large", "600")));
        FileDiff diff = apply(other);

        assertThat(diff.lines())
                .extracting(line -> line.kind() + " " + line.section())
                .containsExactly("CHANGED PRICES", "CHANGED BUDGETS", "CHANGED POLICIES");
        assertThat(diff.lines().getFirst().after()).containsEntry("burstPerGpuHour", new BigDecimal("0.75"));
        assertThat(files.preview(FileWriting.text(new OrgFile(other)), admin).lines())
                .isEmpty();
        String versions =
                "select count(*) from approval_policy p join org_node n on n.id = p.node_id where n.slug = :node";
        assertThat(jdbc.sql(versions)
                        .param("node", department)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        apply(before);
    }

    @Test
    void plansPricesWithdrawsThemAndPutsOthersInTheirPlace() {
        Map<Section, List<Entry>> before =
                new EnumMap<>(FileReading.read(files.export(admin).text()).sections());
        List<Entry> others = before.get(Section.PRICES);
        Instant spring = clock.instant().plus(Duration.ofDays(100)).truncatedTo(ChronoUnit.MILLIS);
        Instant summer = spring.plus(Duration.ofDays(100));
        Entry.PriceEnding over = new Entry.PriceEnding(PRICED, cluster, summer, "given back");
        Map<Section, List<Entry>> all = new EnumMap<>(before);
        all.put(Section.PRICES, with(others, over, price(spring, "3.5", "1"), price("2", null)));
        assertThat(apply(all).lines())
                .extracting(FileDiff.Line::key)
                .containsExactly(
                        PRICED + " in " + cluster + " from " + summer,
                        PRICED + " in " + cluster + " from " + spring,
                        PRICED + " in " + cluster);
        assertThat(section(Section.PRICES)).containsSubsequence(price("2", null), price(spring, "3.5", "1"), over);
        assertThat(book.price(cluster, PRICED, spring).usdPerGpuHour()).isEqualByComparingTo("3.5");
        assertThat(book.history(PRICED))
                .as("recorded by the use case for people")
                .filteredOn(entry -> cluster.equals(entry.price().cluster()))
                .allMatch(entry -> admin.displayName().equals(entry.recordedBy()));

        all.put(Section.PRICES, with(others, price("2", null), price(spring, "4", null)));
        assertThat(apply(all).lines())
                .extracting(line -> line.kind() + " " + line.key())
                .containsExactly(
                        "CHANGED " + PRICED + " in " + cluster + " from " + spring,
                        "REMOVED " + PRICED + " in " + cluster + " from " + summer);
        assertThat(book.price(cluster, PRICED, spring).usdPerGpuHour()).isEqualByComparingTo("4");

        all.put(Section.PRICES, with(others, price("2", null)));
        apply(all);
        assertThat(book.price(cluster, PRICED, summer).usdPerGpuHour()).isEqualByComparingTo("2");
        clock.advance(Duration.ofSeconds(1));
        apply(before);
    }

    @Test
    void appliesAPriceOnceThatBeganSinceTheFileWasWritten() {
        Map<Section, List<Entry>> before =
                new EnumMap<>(FileReading.read(files.export(admin).text()).sections());
        List<Entry> others = before.get(Section.PRICES);
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        Map<Section, List<Entry>> all = new EnumMap<>(before);
        all.put(Section.PRICES, with(others, price("2", null), price(tomorrow, "3", null)));
        apply(all);
        OrganisationFiles.Export written = files.export(admin);

        clock.advance(Duration.ofDays(2));
        assertThatExceptionOfType(PlatformProblem.StaleVersion.class)
                .as("what was looked at was another price")
                .isThrownBy(() -> files.apply(written.text(), written.digest(), admin));
        assertThat(files.preview(written.text(), admin).lines()).isEmpty();
        assertThat(section(Section.PRICES)).contains(price("3", null)).doesNotContain(price("2", null));

        all.put(Section.PRICES, with(others, price("3", null), price(tomorrow, "3.5", null)));
        FileDiff.Line late =
                files.preview(FileWriting.text(new OrgFile(all)), admin).lines().getFirst();
        assertThat(Objects.requireNonNull(late.refusal()).detail()).contains("cannot take effect in the past");
        assertThat(late.line()).isNotNull();

        all.put(
                Section.PRICES,
                with(others, price("3", null), new Entry.PriceEnding(PRICED, cluster, tomorrow, "never had")));
        assertThat(files.preview(FileWriting.text(new OrgFile(all)), admin).isApplicable())
                .isFalse();
        apply(before);
        all.put(Section.PRICES, with(others, new Entry.PriceEnding(PRICED, cluster, tomorrow, "has none")));
        assertThat(files.preview(FileWriting.text(new OrgFile(all)), admin).lines())
                .isEmpty();
    }

    @Test
    void endsNoPriceWhereThereIsNone() {
        Map<Section, List<Entry>> all =
                new EnumMap<>(FileReading.read(files.export(admin).text()).sections());
        Instant later = clock.instant().plus(Duration.ofDays(1));
        Entry.PriceEnding ending = new Entry.PriceEnding(PRICED, cluster, later, "has none");
        all.put(Section.PRICES, with(all.get(Section.PRICES), ending));
        assertThat(files.preview(FileWriting.text(new OrgFile(all)), admin).lines())
                .singleElement()
                .satisfies(line -> assertThat(
                                Objects.requireNonNull(line.refusal()).code())
                        .isEqualTo("nothing-to-end"));
    }

    @Test
    void movesATeamWithItsGpusWhereTheOrganisationHasNoneLeft() {
        String other = "other-" + suffix;
        String team = "mover-" + suffix;
        setup.department(other, "Other", ROOT);
        setup.team(team, "Mover", department);
        Map<Section, List<Entry>> all =
                new EnumMap<>(FileReading.read(files.export(admin).text()).sections());
        List<Entry> others = all.get(Section.QUOTAS);
        all.put(Section.QUOTAS, with(others, quota(ROOT, 8), quota(department, 8), quota(team, 8)));
        apply(all);

        all.put(
                Section.NODES,
                all.get(Section.NODES).stream()
                        .map(entry ->
                                entry instanceof Entry.Node node && node.slug().equals(team)
                                        ? new Entry.Node(team, node.kind(), "Moved", other)
                                        : entry)
                        .toList());
        all.put(Section.QUOTAS, with(others, quota(ROOT, 8), quota(other, 8), quota(team, 8)));
        FileDiff diff = apply(all);

        assertThat(diff.lines())
                .extracting(line -> line.kind() + " " + line.key())
                .containsExactly(
                        "CHANGED " + team,
                        "ADDED " + quota(other, 8).key(),
                        "REMOVED " + quota(department, 8).key());
        assertThat(files.preview(FileWriting.text(new OrgFile(all)), admin).lines())
                .isEmpty();
        all.put(Section.QUOTAS, others);
        apply(all);
    }

    @Test
    void refusesAFileWhoseEffectWasLookedAtBeforeAnotherChange() {
        OrganisationFiles.Export seen = files.export(admin);
        setup.team("since-" + suffix, "Since", department);
        assertThatExceptionOfType(PlatformProblem.StaleVersion.class)
                .isThrownBy(() -> files.apply(seen.text(), seen.digest(), admin));
        assertThat(files.export(admin).text()).contains("since-" + suffix);
    }

    @Test
    void neverTakesTheOrganisationItselfOutOfUse() {
        FileDiff diff = files.preview("version: 1\nnodes: []\nquotas: []\nbudgets: []\npolicies: []\n", admin);
        assertThat(diff.lines())
                .filteredOn(line -> line.key().equals(ROOT))
                .singleElement()
                .satisfies(line -> assertThat(
                                Objects.requireNonNull(line.refusal()).code())
                        .isEqualTo("organisation-stays"));
        assertThat(diff.lines()).filteredOn(line -> line.refusal() != null).hasSize(1);
    }

    @Test
    void servesAndTakesItByRestForPlatformAdministrators() {
        String bearer = people.bearer(admin);
        MvcTestResult export =
                rest.get().uri(PATH).header(HttpHeaders.AUTHORIZATION, bearer).exchange();
        assertThat(export).hasStatusOk().hasContentTypeCompatibleWith("application/yaml");
        String etag = export.getResponse().getHeader(HttpHeaders.ETAG);
        String file = "version: 1\nnodes: []\n";
        assertThat(post(PATH + "?dry_run=true", file, bearer, null))
                .hasStatusOk()
                .hasHeader(HttpHeaders.ETAG, Objects.requireNonNull(etag))
                .bodyJson()
                .extractingPath("$.lines[0].kind")
                .isEqualTo("REMOVED");
        assertThat(post(PATH, file, bearer, null)).hasStatus(428);
        assertThat(post(PATH, "version: 1\n", bearer, "\"" + "0".repeat(64) + "\""))
                .hasStatus(412);
        assertThat(post(PATH, file, bearer, "\"3\"")).hasStatus(400);
        assertThat(post(PATH, "version: 1\nwrong: 1\n", bearer, etag))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0]")
                .asMap()
                .containsEntry("pointer", "/wrong")
                .containsEntry("line", 2);
        assertThat(post(PATH, "", bearer, etag)).hasStatus(400);
        assertThat(post(PATH, file, bearer, etag))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.refusals[0]")
                .asMap()
                .containsEntry("pointer", "/nodes")
                .as("a removal stands nowhere in the file")
                .doesNotContainKey("line");
        String bad = "version: 1\nprices:\n  - gpu: H100-SXM-80GB\n    perGpuHour: 2000\n    source: typing error\n";
        assertThat(post(PATH + "?dry_run=true", bad, bearer, null))
                .bodyJson()
                .extractingPath("$.lines[0].line")
                .isEqualTo(3);
        assertThat(post(PATH, bad, bearer, etag))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.refusals[0].line")
                .isEqualTo(3);
        assertThat(post(PATH, "version: 1\n", bearer, etag)).hasStatusOk();
        String slug = "umlaut-" + suffix;
        List<Entry> nodes =
                with(section(Section.NODES), new Entry.Node(slug, OrgUnit.Kind.TEAM, "Größe 模型", department));
        String grown = FileWriting.text(new OrgFile(Map.of(Section.NODES, nodes)));
        assertThat(post(PATH, grown, bearer, etag)).hasStatusOk();
        assertThat(files.export(admin).text()).contains("Größe 模型");
        String member = people.bearer(people.member(people.team(), TeamRole.TEAM_ADMIN));
        assertThat(rest.get().uri(PATH).header(HttpHeaders.AUTHORIZATION, member))
                .hasStatus(403);
        assertThat(post(PATH + "?dry_run=true", file, member, null)).hasStatus(403);
        assertThat(post(PATH, file, member, etag)).hasStatus(403);
    }

    private FileDiff apply(Map<Section, List<Entry>> sections) {
        String text = FileWriting.text(new OrgFile(sections));
        FileDiff diff = files.preview(text, admin);
        assertThat(diff.isApplicable()).as(diff.toString()).isTrue();
        return files.apply(text, diff.digest(), admin);
    }

    /** The line that it points to. */
    private static String lineOf(String text, FileDiff.Line line) {
        return text.lines()
                .skip(Objects.requireNonNull(line.line()) - 1L)
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private List<Entry> section(Section section) {
        return FileReading.read(files.export(admin).text()).section(section).orElseThrow();
    }

    private Entry.Price price(String perGpuHour, @Nullable String burst) {
        return price(null, perGpuHour, burst);
    }

    private Entry.Price price(@Nullable Instant effectiveFrom, String perGpuHour, @Nullable String burst) {
        return new Entry.Price(
                PRICED,
                cluster,
                effectiveFrom,
                new BigDecimal(perGpuHour),
                burst == null ? null : new BigDecimal(burst),
                "contract",
                null);
    }

    private Entry.Budget budget(BudgetMode mode, String amount) {
        return new Entry.Budget(department, BudgetPeriod.MONTH, mode, new BigDecimal(amount));
    }

    private Entry.Quota quota(String node, int gpus) {
        return new Entry.Quota(node, cluster, GPU, QuotaTerms.exactly(gpus));
    }

    private Entry.Policy policy(int number, String name, @Nullable String cost) {
        return new Entry.Policy(
                department,
                number,
                new PolicyTerms(
                        name,
                        100 + number,
                        new PolicyConditions(
                                cost == null ? null : new BigDecimal(cost), null, Set.of(), Set.of(), Set.of()),
                        List.of(Approver.APPROVER),
                        72));
    }

    private MvcTestResult post(String path, String file, String bearer, @Nullable String etag) {
        var request = rest.post()
                .uri(path)
                .contentType("application/yaml")
                .content(file.getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.AUTHORIZATION, bearer);
        return (etag == null ? request : request.header(HttpHeaders.IF_MATCH, etag)).exchange();
    }

    /** The same with a few teams of its own below the department, and quota for them that fits. */
    private OrgFile grown(OrgFile base, Random random) {
        Map<Section, List<Entry>> all = new EnumMap<>(base.sections());
        List<Entry> nodes = own(all.get(Section.NODES));
        List<Entry> quotas = own(all.get(Section.QUOTAS));
        int sum = 0;
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            String slug = "t" + random.nextInt(8) + "-" + suffix;
            int gpus = random.nextInt(10);
            if (nodes.stream().noneMatch(node -> node.key().equals(slug))) {
                nodes.add(new Entry.Node(slug, OrgUnit.Kind.TEAM, "Team " + random.nextInt(100), department));
                if (gpus > 0) {
                    quotas.add(new Entry.Quota(
                            slug, cluster, GPU, new QuotaTerms(gpus, gpus + random.nextInt(3), 0, false)));
                }
                sum += gpus;
            }
        }
        if (sum > 0) {
            quotas.add(new Entry.Quota(department, cluster, GPU, QuotaTerms.exactly(sum + random.nextInt(3))));
            quotas.add(new Entry.Quota(ROOT, cluster, GPU, QuotaTerms.exactly(sum + 3 + random.nextInt(3))));
        }
        all.put(Section.NODES, nodes);
        all.put(Section.QUOTAS, quotas);
        all.put(Section.PRICES, with(own(all.get(Section.PRICES)), priced(random)));
        return new OrgFile(all);
    }

    /** A price or none, and what is to follow it: another price a month, or that there is none for a month. */
    private Entry[] priced(Random random) {
        List<Entry> steps = new ArrayList<>();
        boolean priced = random.nextBoolean();
        if (priced) {
            steps.add(price(random.nextInt(1, 4) + ".5", null));
        }
        Instant later = Instant.parse("2030-01-01T00:00:00Z");
        for (int month = 0; month < random.nextInt(6); month++) {
            later = later.plus(Duration.ofDays(30));
            if (random.nextInt(3) > 0) {
                steps.add(price(later, random.nextInt(1, 4) + ".25", null));
                priced = true;
            } else if (priced) {
                steps.add(new Entry.PriceEnding(PRICED, cluster, later, "reason " + random.nextInt(2)));
                priced = false;
            }
        }
        return steps.toArray(Entry[]::new);
    }

    /** Without what an earlier round of the test added. */
    private List<Entry> own(List<Entry> entries) {
        return new ArrayList<>(entries.stream()
                .filter(entry -> !(entry instanceof Entry.Node node
                        && node.slug().endsWith(suffix)
                        && !node.slug().equals(department)))
                .filter(entry ->
                        !(entry instanceof Entry.Quota quota && quota.cluster().equals(cluster)))
                .filter(entry -> !(entry instanceof Entry.Priced price && cluster.equals(price.cluster())))
                .toList());
    }

    private static List<Entry> with(List<Entry> entries, Entry... more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(List.of(more));
        return all;
    }
}
