package io.sextant.web.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.ClassPathResource;

/**
 * A page of the documentation as HTML; the text's own HTML is shown as text.
 *
 * @param title its first heading
 * @param html without that heading; headings have the anchors that code hosts give them
 */
record Guide(String title, String html) {
    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    /** Reads and renders a page that the build has packed. */
    static Guide packed(String name) {
        try {
            return of(new ClassPathResource("guides/" + name + ".md").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the build packs docs/" + name + ".md", e);
        }
    }

    static Guide of(String markdown) {
        Node document = PARSER.parse(markdown);
        String title = document.getFirstChild() instanceof Heading heading ? Anchors.text(heading) : "Guide";
        if (document.getFirstChild() instanceof Heading heading) {
            heading.unlink();
        }
        Anchors anchors = Anchors.of(document);
        // What is named first renders: our tables before the extension's, which needs style attributes.
        HtmlRenderer renderer = HtmlRenderer.builder()
                .nodeRendererFactory(ScrollingTable::new)
                .nodeRendererFactory(LinkWithinReach::new)
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> anchors)
                .build();
        return new Guide(title, renderer.render(document));
    }
}
