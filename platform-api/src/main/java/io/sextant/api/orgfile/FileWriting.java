package io.sextant.api.orgfile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a file: the same state is always the same text. */
final class FileWriting {
    private static final int WIDTH = 130;

    private FileWriting() {}

    static String text(OrgFile file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", OrgFile.VERSION);
        for (Section section : Section.values()) {
            file.section(section).ifPresent(entries -> all.put(section.member(), members(entries)));
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(4);
        options.setIndicatorIndent(2);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        // The reader refuses references, and equal values would be written as such.
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(all);
    }

    /** Which state the text is of. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> members(List<Entry> entries) {
        return entries.stream().map(Entry::members).toList();
    }
}
