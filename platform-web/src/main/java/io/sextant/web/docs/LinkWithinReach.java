package io.sextant.web.docs;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** A link within the page or out into the web; a link to a file of the repository is shown as its text. */
final class LinkWithinReach implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    LinkWithinReach(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Link.class);
    }

    @Override
    public void render(Node node) {
        String target = ((Link) node).getDestination();
        boolean reachable = target.startsWith("#") || target.startsWith("https://");
        if (reachable) {
            context.getWriter().tag("a", Map.of("href", context.encodeUrl(target)));
        }
        for (Node part = node.getFirstChild(); part != null; part = part.getNext()) {
            context.render(part);
        }
        if (reachable) {
            context.getWriter().tag("/a");
        }
    }
}
