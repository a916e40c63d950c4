package io.sextant.web.docs;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.AttributeProvider;

/** The ids of a page's headings, as code hosts derive them, so that one link serves here and there. */
final class Anchors implements AttributeProvider {
    private final IdentityHashMap<Node, String> ids = new IdentityHashMap<>();

    private Anchors() {}

    static Anchors of(Node document) {
        Anchors anchors = new Anchors();
        Map<String, Integer> seen = new HashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String id = id(text(heading));
                int before = seen.merge(id, 1, Integer::sum) - 1;
                anchors.ids.put(heading, before == 0 ? id : id + "-" + before);
            }
        });
        return anchors;
    }

    /** Lower case, spaces as dashes, everything else but letters, digits, dashes and underscores left out. */
    static String id(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("[^\\p{L}\\p{Nd} _-]", "")
                .replace(' ', '-');
    }

    /** What a heading says, without its marks. */
    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    @Override
    public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
        if ("pre".equals(tagName)) {
            // What scrolls must be within reach of the keyboard.
            attributes.put("tabindex", "0");
        }
        String id = ids.get(node);
        if (id != null) {
            attributes.put("id", id);
        }
    }
}
