package io.sextant.api.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a head line; every row must have as many values as the head. */
public record ReferenceTable(String name, List<ReferenceRow> rows) {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();

    public ReferenceTable {
        rows = List.copyOf(rows);
    }

    /** The file of that name in the platform's reference data. */
    public static ReferenceTable shipped(String name) {
        String path = "/reference/" + name;
        try (InputStream bytes = ReferenceTable.class.getResourceAsStream(path)) {
            if (bytes == null) {
                throw new IllegalStateException("The reference file " + path + " is missing from the platform's jar");
            }
            return read(name, new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The reference file " + path + " cannot be read", e);
        }
    }

    /** Reads CSV text; the name stands in error messages. */
    public static ReferenceTable of(String name, String csv) {
        try {
            return read(name, new StringReader(csv));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReferenceTable read(String name, Reader text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<ReferenceRow> rows = new ArrayList<>();
            for (CSVRecord values : parser) {
                ReferenceRow row = new ReferenceRow(name, (int) parser.getCurrentLineNumber(), values);
                if (!values.isConsistent()) {
                    throw row.bad("it has " + values.size() + " values, but the head names "
                            + parser.getHeaderNames().size());
                }
                rows.add(row);
            }
            return new ReferenceTable(name, rows);
        }
    }
}
