package io.sextant.web.docs;

import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** A table in the portal's own frame, which scrolls inside itself and can be reached by keyboard; no style attributes. */
final class ScrollingTable implements NodeRenderer {
    private static final Map<String, String> FRAME =
            Map.of("class", "table-scroll", "role", "region", "tabindex", "0", "aria-label", "Table");

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    ScrollingTable(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(TableBlock.class);
    }

    @Override
    public void render(Node table) {
        html.line();
        html.tag("div", FRAME);
        html.tag("table", Map.of("class", "table"));
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                row((TableRow) row);
            }
        }
        html.tag("/table");
        html.tag("/div");
        html.line();
    }

    private void row(TableRow row) {
        html.tag("tr");
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cell((TableCell) cell);
        }
        html.tag("/tr");
    }

    private void cell(TableCell cell) {
        String tag = cell.isHeader() ? "th" : "td";
        html.tag(tag, cell.isHeader() ? Map.of("scope", "col") : Map.of());
        for (Node part = cell.getFirstChild(); part != null; part = part.getNext()) {
            context.render(part);
        }
        html.tag("/" + tag);
    }
}
