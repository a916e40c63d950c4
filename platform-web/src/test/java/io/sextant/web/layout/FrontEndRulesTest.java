package io.sextant.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/frontend.md asks of templates, style sheets and modules. */
class FrontEndRulesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path TEMPLATES = RESOURCES.resolve("templates");
    private static final Path STYLES = RESOURCES.resolve("static/css");
    private static final Path MODULES = RESOURCES.resolve("static/js");

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile(
            "\\s(th:)?style=|<style|\\s(th:)?on[a-z]+=|hx-on|<script(?![^>]*(src=|type=\"application/json\"))");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(rgb|hsl|oklch)a?\\(");
    private static final Pattern ICON = Pattern.compile("icon\\('([a-z-]+)'\\)");
    private static final Pattern TERM =
            Pattern.compile("term\\('([a-z0-9-]+)'\\)|'term:([a-z0-9-]+)'|:: as\\('([^']+)'");
    private static final Pattern MACRO = Pattern.compile("~\\{(fragments/[a-z]+) :: ([A-Za-z]+)");

    @Test
    void templatesHoldNothingThatThePolicyForbids() {
        assertThat(findings(TEMPLATES, INLINE, Predicate.not(String::isEmpty))).isEmpty();
    }

    @Test
    void templatesNameOnlyIconsOfTheSprite() {
        String sprite = read(RESOURCES.resolve("static/img/icons.svg"));
        assertThat(findings(TEMPLATES, ICON, icon -> !sprite.contains("id=\"" + icon + "\"")))
                .isEmpty();
    }

    @Test
    void templatesNameOnlyTermsThatAreDefined() {
        String definitions = read(TEMPLATES.resolve("fragments/term.html"));
        assertThat(findings(TEMPLATES, TERM, term -> !definitions.contains("id=\"term-" + term + "\"")))
                .isEmpty();
    }

    @Test
    void templatesNameOnlyMacrosThatExist() {
        Map<Path, List<String>> missing = new TreeMap<>();
        for (Path template : files(TEMPLATES, ".html")) {
            List<String> names = MACRO.matcher(withoutComments(template))
                    .results()
                    .filter(macro -> !defines(macro.group(1), macro.group(2)))
                    .map(MatchResult::group)
                    .toList();
            if (!names.isEmpty()) {
                missing.put(template, names);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyStyleSheetIsListedOnceAndStaysSmall() {
        String list = read(STYLES.resolve("app.css"));
        for (Path sheet : files(STYLES, ".css")) {
            String name = STYLES.relativize(sheet).toString().replace('\\', '/');
            assertThat(read(sheet).lines().count()).as(name).isLessThanOrEqualTo(150);
            if (!name.equals("app.css")) {
                assertThat(list.split(Pattern.quote("url(\"" + name + "\")"), -1))
                        .as(name)
                        .hasSize(2);
            }
        }
    }

    @Test
    void componentsTakeTheirColoursFromTheTokens() {
        assertThat(findings(STYLES.resolve("components"), COLOUR, colour -> true))
                .isEmpty();
    }

    @Test
    void modulesStaySmall() {
        for (Path module : files(MODULES, ".js")) {
            assertThat(read(module).lines().count()).as(module.toString()).isLessThanOrEqualTo(60);
        }
    }

    private static boolean defines(String file, String fragment) {
        return read(TEMPLATES.resolve(file + ".html")).contains("th:fragment=\"" + fragment + "(")
                || read(TEMPLATES.resolve(file + ".html")).contains("th:fragment=\"" + fragment + "\"");
    }

    /** By file, what a pattern finds outside comments: its first group that matched, or else the whole. */
    private static Map<Path, List<String>> findings(Path folder, Pattern pattern, Predicate<String> bad) {
        Map<Path, List<String>> findings = new TreeMap<>();
        for (Path file : files(folder, "")) {
            List<String> found = pattern.matcher(withoutComments(file))
                    .results()
                    .map(FrontEndRulesTest::firstGroup)
                    .filter(bad)
                    .toList();
            if (!found.isEmpty()) {
                findings.put(file, found);
            }
        }
        return findings;
    }

    private static String firstGroup(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            String text = match.group(group);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return match.group();
    }

    private static String withoutComments(Path file) {
        return COMMENT.matcher(read(file)).replaceAll("");
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
