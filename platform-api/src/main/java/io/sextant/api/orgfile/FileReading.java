package io.sextant.api.orgfile;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads a file, and tells all that is wrong with its form, each by place and line.
 *
 * <p>Nothing is built from it but texts and numbers: tags mean nothing, and references (which can make a small text a huge one) are
 * refused before anything is read.
 */
final class FileReading {
    /** The largest file, in characters. */
    static final int MOST_CHARACTERS = 1_000_000;

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_ERRORS = 100;
    private static final int DEPTH = 5;
    private static final String TYPE = "invalid-file";
    private static final String REMEDY = "Correct what is named and send the file again.";

    private final List<FieldError> errors = new ArrayList<>();
    private final Map<Section, List<Integer>> places = new EnumMap<>(Section.class);
    private final Lines lines;

    private FileReading(Lines lines) {
        this.lines = lines;
    }

    /**
     * What a text states, with where it does.
     *
     * @param lines of the entries of each section, from 1 on, in their order
     */
    record Placed(OrgFile file, Map<Section, List<Integer>> lines) {
        Placed {
            lines = Map.copyOf(lines);
        }
    }

    static OrgFile read(String text) {
        return placed(text).file();
    }

    static Placed placed(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw invalid(
                    "too-large",
                    "The file has more than " + MOST_CHARACTERS + " characters: split it by its sections.",
                    null);
        }
        Lines lines = new Lines(text);
        FileReading reading = new FileReading(lines);
        try {
            OrgFile file = reading.file(text);
            return new Placed(file, reading.places);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String column = mark == null ? "" : " at column " + (mark.getColumn() + 1);
            throw invalid("yaml", "This is no YAML" + column + ": " + e.getProblem() + ".", lines.at(mark));
        } catch (ReaderException e) {
            throw invalid("yaml", "This is no YAML: it has a character that is not text.", lines.at(e.getPosition()));
        } catch (YAMLException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw invalid("yaml", "This is no YAML that can be read here: " + first + ".", null);
        }
    }

    private OrgFile file(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEPTH);
        options.setCodePointLimit(MOST_CHARACTERS);
        Yaml yaml = new Yaml(options);
        int depth = 0;
        for (Event event : yaml.parse(new StringReader(text))) {
            refuseReferences(event);
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEPTH) {
                throw invalid("depth", "Nothing lies as deep as this in such a file.", lines.at(event.getStartMark()));
            }
        }
        Node root = yaml.compose(new StringReader(text));
        if (!(root instanceof MappingNode mapping)) {
            throw invalid(
                    "form",
                    "The file is empty or not a mapping: begin with \"version: " + OrgFile.VERSION + "\".",
                    root == null ? null : lines.at(root.getStartMark()));
        }
        OrgFile file = file(mapping);
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(
                    TYPE,
                    told(errors.getFirst()) + (errors.size() == 1 ? "" : " And " + (errors.size() - 1) + " more."),
                    REMEDY,
                    errors.subList(0, Math.min(MOST_ERRORS, errors.size())));
        }
        return file;
    }

    private void refuseReferences(Event event) {
        boolean named = event instanceof NodeEvent node && node.getAnchor() != null;
        if (event instanceof AliasEvent || named) {
            throw invalid(
                    "reference",
                    "Anchors and references (& and *) are not allowed here.",
                    lines.at(event.getStartMark()));
        }
    }

    private OrgFile file(MappingNode root) {
        Fields fields = new Fields(root, "", lines, errors);
        Integer version = fields.integer("version");
        if (version != null && version != OrgFile.VERSION) {
            fields.error("version", "unknown", "This platform reads version " + OrgFile.VERSION + " only.");
        }
        Map<Section, List<Entry>> sections = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            Node list = fields.take(section.member());
            if (list instanceof SequenceNode sequence) {
                sections.put(section, entries(section, sequence));
            } else if (list != null) {
                fields.error(section.member(), "form", "A list is needed here; [] is an empty one.");
            }
        }
        fields.refuseTheRest();
        return new OrgFile(sections);
    }

    private List<Entry> entries(Section section, SequenceNode list) {
        List<Entry> entries = new ArrayList<>();
        if (list.getValue().size() > MOST_ENTRIES) {
            errors.add(new FieldError(
                    "/" + section.member(),
                    "too-many",
                    "A section has 10,000 entries at most.",
                    lines.at(list.getStartMark())));
            return entries;
        }
        Set<String> keys = new HashSet<>();
        List<Integer> itsLines = new ArrayList<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            Node item = list.getValue().get(i);
            String pointer = "/" + section.member() + "/" + i;
            Entry entry = numbered(entry(section, item, pointer), keys);
            if (entry != null) {
                if (!keys.add(entry.key())) {
                    String twice = entry.key() + " is stated twice: leave one of them out.";
                    errors.add(new FieldError(pointer, "twice", twice, lines.at(item.getStartMark())));
                }
                entries.add(entry);
                itsLines.add(lines.at(item.getStartMark().getIndex()));
            }
        }
        places.put(section, List.copyOf(itsLines));
        return entries;
    }

    private @Nullable Entry entry(Section section, Node item, String pointer) {
        if (!(item instanceof MappingNode mapping)) {
            errors.add(new FieldError(
                    pointer, "form", "An entry with members is needed here.", lines.at(item.getStartMark())));
            return null;
        }
        int before = errors.size();
        Fields fields = new Fields(mapping, pointer, lines, errors);
        Entry entry = EntryReading.read(section, fields);
        boolean right = errors.size() == before;
        fields.refuseTheRest();
        if (right && entry == null) {
            throw new IllegalStateException(pointer + " was left out without a word");
        }
        return right ? entry : null;
    }

    // Policies of one node may share their name.
    private static @Nullable Entry numbered(@Nullable Entry entry, Set<String> taken) {
        if (!(entry instanceof Entry.Policy policy)) {
            return entry;
        }
        Entry.Policy free = policy;
        while (taken.contains(free.key())) {
            free = new Entry.Policy(policy.node(), free.number() + 1, policy.terms());
        }
        return free;
    }

    private static String told(FieldError error) {
        return (error.line() == null ? "" : "Line " + error.line() + ": ") + error.message();
    }

    private static PlatformProblem.Invalid invalid(String code, String message, @Nullable Integer line) {
        FieldError error = new FieldError("", code, message, line);
        return new PlatformProblem.Invalid(TYPE, told(error), REMEDY, List.of(error));
    }
}
