package io.sextant.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GuideTest {
    @Test
    void givesHeadingsTheAnchorsOfCodeHosts() {
        assertThat(Guide.of("# Title\n\n## From an SLA to replicas\n\n### C* and `η_w`\n\n### C* and `η_w`\n"))
                .isEqualTo(new Guide("Title", """
                        <h2 id="from-an-sla-to-replicas">From an SLA to replicas</h2>
                        <h3 id="c-and-η_w">C* and <code>η_w</code></h3>
                        <h3 id="c-and-η_w-1">C* and <code>η_w</code></h3>
                        """));
    }

    @Test
    void showsHtmlAsText() {
        assertThat(Guide.of("# T\n\n<script>alert(1)</script>\n\ntext <b onclick='x'>bold</b>\n")
                        .html())
                .doesNotContain("<script", "<b ")
                .contains("&lt;script&gt;");
    }

    @Test
    void linksOnlyWithinThePageAndIntoTheWeb() {
        assertThat(Guide.of("# T\n\n[a](#b) [c](../module) [d](https://example.org/) [e](javascript:alert(1))\n")
                        .html())
                .isEqualTo("<p><a href=\"#b\">a</a> c <a href=\"https://example.org/\">d</a> e</p>\n");
    }

    @Test
    void setsTablesIntoAFrameWithoutStyles() {
        assertThat(Guide.of("# T\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n").html())
                .contains("<th scope=\"col\">a</th>", "<td>2</td>", "tabindex=\"0\"")
                .doesNotContain("align", "style");
    }

    @Test
    void thePlannersGuideLinksOnlyToHeadingsItHas() {
        String html = Guide.packed("planner").html();
        Set<String> ids = all(html, "id=\"([^\"]+)\"");
        assertThat(ids).contains("cost", "memory");
        assertThat(all(html, "href=\"#([^\"]+)\"")).isSubsetOf(ids);
    }

    private static Set<String> all(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
