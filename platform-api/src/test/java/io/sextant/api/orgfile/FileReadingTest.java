package io.sextant.api.orgfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.api.tenancy.OrgUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.converter.TypedArgumentConverter;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileReadingTest {
    @Test
    void readsAllSectionsAndKnowsWhichAreLeftOut() {
        OrgFile file = FileReading.read("""
                version: 1
                nodes:
                  - {slug: acme, kind: organisation, name: Acme}
                  - {slug: research, kind: department, name: "Research: all", parent: acme}
                quotas:
                  - {node: acme, cluster: main, gpuProduct: NVIDIA-H200, guaranteedGpus: 8}
                prices:
                  - {gpu: H100, perGpuHour: 2.50, burstPerGpuHour: 1.0, source: contract, readOn: 2026-11-01}
                  - {gpu: H100, effectiveFrom: 2027-01-01T01:00:00.0000009+01:00, perGpuHour: 3, source: contract}
                  - {gpu: H100, cluster: main, effectiveFrom: 2028-01-01T00:00:00Z, ended: true, reason: given back}
                policies:
                  - {node: acme, name: Large, monthlyCostFrom: 20000.00, stages: [team-administrator, approver]}
                  - {node: acme, name: Large, quotaClasses: [offline], models: [meta/*], position: 5, holdHours: 4}
                """);
        assertThat(file.section(Section.NODES).orElseThrow())
                .containsExactly(
                        new Entry.Node("acme", OrgUnit.Kind.ORGANISATION, "Acme", null),
                        new Entry.Node("research", OrgUnit.Kind.DEPARTMENT, "Research: all", "acme"));
        assertThat(file.section(Section.QUOTAS).orElseThrow())
                .containsExactly(new Entry.Quota("acme", "main", "NVIDIA-H200", QuotaTerms.exactly(8)));
        assertThat(file.section(Section.PRICES).orElseThrow())
                .containsExactly(
                        new Entry.Price(
                                "H100",
                                null,
                                null,
                                new BigDecimal("2.5"),
                                BigDecimal.ONE,
                                "contract",
                                LocalDate.of(2026, 11, 1)),
                        new Entry.Price(
                                "H100",
                                null,
                                Instant.parse("2027-01-01T00:00:00Z"),
                                new BigDecimal("3"),
                                null,
                                "contract",
                                null),
                        new Entry.PriceEnding("H100", "main", Instant.parse("2028-01-01T00:00:00Z"), "given back"));
        assertThat(file.section(Section.POLICIES).orElseThrow())
                .containsExactly(
                        new Entry.Policy(
                                "acme",
                                1,
                                new PolicyTerms(
                                        "Large",
                                        100,
                                        new PolicyConditions(
                                                new BigDecimal("20000"), null, Set.of(), Set.of(), Set.of()),
                                        List.of(Approver.TEAM_ADMINISTRATOR, Approver.APPROVER),
                                        72)),
                        new Entry.Policy(
                                "acme",
                                2,
                                new PolicyTerms(
                                        "Large",
                                        5,
                                        new PolicyConditions(
                                                null, null, Set.of(), Set.of(QuotaClass.OFFLINE), Set.of("meta/*")),
                                        List.of(),
                                        4)));
        assertThat(file.section(Section.BUDGETS)).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrongByPlaceAndLine() {
        PlatformProblem.Invalid refused = refused("""
                version: 1
                nodes:
                  - slug: acme
                    kind: company
                    name: Acme
                    colour: blue
                  - text
                  - {slug: lost, kind: team, name: Lost}
                quotas:
                  - {node: acme, cluster: main, gpuProduct: H100, guaranteedGpus: 8, lendableGpus: 9}
                  - {node: acme, cluster: main, gpuProduct: H100, guaranteedGpus: eight}
                  - {node: acme, cluster: main, gpuProduct: H100, guaranteedGpus: ~}
                  - {node: acme, cluster: main, gpuProduct: H100}
                prices:
                  - {gpu: H100, perGpuHour: , source: contract}
                  - {gpu: H100, effectiveFrom: 2027-01-01, perGpuHour: 2, source: contract}
                  - {gpu: H100, ended: true, reason: over}
                  - {gpu: H100, effectiveFrom: 2027-01-01T00:00:00Z, ended: true, reason: over, perGpuHour: 2}
                  - {gpu: A100, effectiveFrom: 2027-01-01T00:00:00Z, perGpuHour: 2, source: contract}
                  - {gpu: A100, effectiveFrom: 2027-01-01T01:00:00+01:00, ended: true, reason: over}
                budgets:
                  - {node: acme, period: month, mode: hard, amount: 1E+999999999}
                  - {node: acme, period: month, mode: hard, amount: 5}
                  - {node: acme, period: month, mode: advise, amount: 6, amount: 7}
                  - {node: acme, period: month, mode: advise, amount: 6}
                  - {node: acme, period: week, mode: advise, amount: 6}
                policies:
                  - {node: acme, name: One, models: meta/*, stages: [approver, somebody]}
                  - {node: acme, name: Two, models: [Meta Llama], stages: [approver, approver]}
                more: {}
                """);
        assertThat(refused.errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly(
                        "/nodes/0/kind unknown",
                        "/nodes/0/colour unknown",
                        "/nodes/1 form",
                        "/nodes/2/parent missing",
                        "/quotas/0/lendableGpus out-of-range",
                        "/quotas/1/guaranteedGpus form",
                        "/quotas/2/guaranteedGpus missing",
                        "/quotas/3/guaranteedGpus missing",
                        "/prices/0/perGpuHour missing",
                        "/prices/1/effectiveFrom form",
                        "/prices/2/effectiveFrom missing",
                        "/prices/3/perGpuHour unknown",
                        "/prices/5 twice",
                        "/budgets/0/amount form",
                        "/budgets/2/amount twice",
                        "/budgets/3 twice",
                        "/budgets/4/period unknown",
                        "/policies/0/models form",
                        "/policies/0/stages unknown",
                        "/policies/1/stages repeated",
                        "/policies/1/models form",
                        "/more unknown");
        assertThat(refused.errors())
                .extracting(FieldError::line)
                .containsExactly(4, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18, 20, 22, 24, 25, 26, 28, 28, 29, 29, 30);
        assertThat(refused.errors().get(1).message()).startsWith("colour: ");
        assertThat(refused.detail()).startsWith("Line 4: kind: ").endsWith("And 21 more.");
    }

    @ParameterizedTest
    @CsvSource({
        "'version: 1\nnodes:\n  - {slug: a\n  - b', 4",
        "'version: 1\n\tnodes: []', 2",
        "'version: 1\r\n\tnodes: []', 2",
        "'version: 1\r\tnodes: []', 2",
        "'version: 1\n---\nversion: 1', 2",
        "'version: 1\nnodes: &all []', 2",
        "'version: 1\nnodes:\n  - [[[[[]]]]]', 3",
        "'version: 1\nnodes:\n  - \u0007', 3",
        "'version: 1\n# \u2028\u0085\uD83D\uDE80\nnodes: 1', 3",
        "'# none\n- a', 2",
        "'version: 1\nnodes: []\nnodes: []', 3"
    })
    void namesTheLineAsEditorsCountIt(@ConvertWith(Escaped.class) String text, int line) {
        assertThat(refused(text).errors()).extracting(FieldError::line).containsOnly(line);
    }

    /** Tables of parameters hold no line breaks. */
    static final class Escaped extends TypedArgumentConverter<String, String> {
        Escaped() {
            super(String.class, String.class);
        }

        @Override
        protected String convert(String source) {
            return source.translateEscapes();
        }
    }

    @Test
    void knowsInWhichLineEachEntryBegins() {
        FileReading.Placed placed = FileReading.placed("""
                version: 1

                nodes:
                  - slug: acme
                    kind: organisation
                    name: Acme
                  # a comment
                  - {slug: a, kind: team, name: A, parent: acme}
                quotas: []
                """);
        assertThat(placed.lines())
                .containsOnly(Map.entry(Section.NODES, List.of(4, 8)), Map.entry(Section.QUOTAS, List.of()));
    }

    @Test
    void namesAHundredMistakesAtMost() {
        PlatformProblem.Invalid refused = refused("version: 1\nnodes:\n" + "  - {slug: a, \"x/~y\": 1}\n".repeat(500));
        assertThat(refused.errors()).hasSize(100);
        assertThat(refused.errors()).extracting(FieldError::pointer).contains("/nodes/0/x~1~0y");
        assertThat(refused.detail()).endsWith("more.").hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\nnodes: &all []\nquotas: *all",
                "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
                "version: &v 1",
                "version: 1\nversion: 1",
                "version: 2",
                "",
                "- a",
                "nodes: []",
                "version: 1\nnodes: {a: b}",
                "version: 1\nnodes:",
                "version:",
                "version: 1.0",
                "version: 1\n<<: {nodes: []}",
                "version: 1\n? [a, b]\n: c",
                "version: 1\n\tnodes: []",
                "version: 1\n---\nversion: 1",
                "version: 1\nnodes: [[[[[[[[[[]]]]]]]]]]",
                "version: 1\nnodes: [{slug: {a: b}, kind: team, name: x}]",
                "version: [",
                "\u0000",
                "version: 1\nnodes: [{slug: !!javax.script.ScriptEngineManager [], kind: team, name: x}]"
            })
    void refusesWhatIsNoFileAndWhatGrowsWhenItIsRead(String text) {
        assertThat(refused(text).errors()).isNotEmpty();
    }

    @Test
    void refusesMoreThanAMillionCharactersUnread() {
        assertThat(refused("#".repeat(FileReading.MOST_CHARACTERS + 1))
                        .errors()
                        .getFirst()
                        .code())
                .isEqualTo("too-large");
    }

    @Test
    void readsBackWhatItWrites() {
        for (long seed = 1; seed <= 200; seed++) {
            OrgFile file = random(new Random(seed));
            String text = FileWriting.text(file);
            assertThat(FileReading.read(text)).as("seed %d: %s", seed, text).isEqualTo(file);
            assertThat(text).doesNotContain("!!", "&id");
            assertThat(FileWriting.text(FileReading.read(text))).isEqualTo(text);
        }
    }

    private static OrgFile random(Random random) {
        List<String> awkward = List.of(
                "Plain",
                "yes",
                "null",
                "1e3",
                "0x1F",
                "2026-11-23",
                "a: b",
                "# no comment",
                "- dash",
                "\"quoted\"",
                "'",
                "Größe · 模型",
                "trailing:",
                "{}",
                "*star",
                "&and",
                "!tag",
                "%",
                "@at",
                "`",
                "true",
                "~",
                "1_000",
                "12:30:45",
                "\ttab\nand line",
                "\uD83D\uDE80 \u2028\u0085\u00A0\u200B",
                "a very long name that would be folded over several lines by a writer that folds its lines at some width, which is "
                        + "a hundred and thirty characters");
        List<Entry> nodes = new ArrayList<>();
        List<Entry> quotas = new ArrayList<>();
        List<Entry> prices = new ArrayList<>();
        List<Entry> policies = new ArrayList<>();
        for (int i = 0; i < random.nextInt(6); i++) {
            String text = awkward.get(random.nextInt(awkward.size()));
            nodes.add(new Entry.Node("node-" + i, OrgUnit.Kind.TEAM, text, "node-" + (i - 1)));
            int gpus = random.nextInt(100);
            quotas.add(new Entry.Quota(
                    "node-" + i,
                    "main",
                    "H100",
                    new QuotaTerms(gpus, gpus + random.nextInt(9), 0, random.nextBoolean())));
            if (random.nextBoolean()) {
                prices.add(new Entry.PriceEnding("ending-" + i, null, moment(random), text));
            }
            prices.add(new Entry.Price(
                    "gpu-" + i,
                    random.nextBoolean() ? null : "main",
                    random.nextBoolean() ? null : moment(random),
                    BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7)),
                    random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7)),
                    text,
                    random.nextBoolean() ? null : LocalDate.ofEpochDay(random.nextInt(30_000))));
            policies.add(new Entry.Policy("node-" + i, 1, terms(text, random)));
        }
        return new OrgFile(Map.of(
                Section.NODES, nodes, Section.QUOTAS, quotas, Section.PRICES, prices, Section.POLICIES, policies));
    }

    private static Instant moment(Random random) {
        return Instant.ofEpochSecond(random.nextInt(), 1000L * random.nextInt(3) * random.nextInt(1_000_000));
    }

    private static PolicyTerms terms(String name, Random random) {
        return new PolicyTerms(
                name.length() > 100 ? name.substring(0, 100) : name,
                1 + random.nextInt(999),
                new PolicyConditions(
                        random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(3)),
                        random.nextBoolean() ? null : random.nextInt(1000),
                        random.nextBoolean() ? Set.of() : Set.of("NVIDIA-H200", "yes"),
                        random.nextBoolean() ? Set.of() : Set.of(QuotaClass.values()),
                        random.nextBoolean() ? Set.of() : Set.of("meta/*", "nvidia/llama-3.3-nemotron")),
                random.nextBoolean() ? List.of() : List.of(Approver.ADMINISTRATOR, Approver.TEAM_ADMINISTRATOR),
                1 + random.nextInt(720));
    }

    private static PlatformProblem.Invalid refused(String text) {
        PlatformProblem.Invalid refused =
                catchThrowableOfType(PlatformProblem.Invalid.class, () -> FileReading.read(text));
        assertThat(refused).as(text).isNotNull();
        return refused;
    }
}
