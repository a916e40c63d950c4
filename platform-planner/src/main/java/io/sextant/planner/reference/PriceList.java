package io.sextant.planner.reference;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One price for each GPU, US dollars an hour, with its source. */
public record PriceList(Map<String, Quote> byGpu) {

    private static final Set<String> QUOTE_COLUMNS = Set.of("gpu", "usd_per_gpu_hour");

    /** What somebody asks for one GPU for one hour. */
    public record Quote(String gpu, BigDecimal usdPerGpuHour, String source) {

        public Quote {
            if (usdPerGpuHour.signum() < 0) {
                throw new IllegalArgumentException("a price must be 0 or more, but was " + usdPerGpuHour);
            }
        }
    }

    public PriceList {
        byGpu = Map.copyOf(byGpu);
    }

    /** The list prices of the shipped data sheets. */
    public static PriceList load() {
        return ofSheets(CsvTable.resource("gpus.csv"));
    }

    /** The list prices of a file of data sheets. */
    public static PriceList ofSheets(Path gpus) throws IOException {
        return ofSheets(CsvTable.file(gpus));
    }

    /** The middle of the quotes of each GPU, from a file with the columns gpu and usd_per_gpu_hour. */
    public static PriceList ofQuotes(Path quotes) throws IOException {
        return middle(CsvTable.file(quotes), row -> true);
    }

    /** The middle of the shipped quotes of one kind of provider: marketplace, neocloud or hyperscaler. */
    public static PriceList ofMarket(String kind) {
        return middle(
                CsvTable.resource("gpu_prices.csv"), row -> row.text("kind").equals(kind));
    }

    public Optional<Quote> of(String gpu) {
        return Optional.ofNullable(byGpu.get(gpu));
    }

    /** With the prices of the other list in place of these, where it has some. */
    public PriceList with(PriceList other) {
        Map<String, Quote> all = new LinkedHashMap<>(byGpu);
        all.putAll(other.byGpu());
        return new PriceList(all);
    }

    private static PriceList ofSheets(CsvTable sheets) {
        Map<String, Quote> quotes = new LinkedHashMap<>();
        for (Optional<Quote> quote : sheets.map(PriceList::listPrice)) {
            quote.ifPresent(known -> quotes.put(known.gpu(), known));
        }
        return new PriceList(quotes);
    }

    private static Optional<Quote> listPrice(CsvRow row) {
        String price = row.optionalText("price_usd_per_hour");
        if (price == null) {
            return Optional.empty();
        }
        String source = row.optionalText("price_source");
        return Optional.of(
                new Quote(row.text("name"), row.decimal("price_usd_per_hour"), source == null ? "list price" : source));
    }

    private static PriceList middle(CsvTable quotes, Predicate<CsvRow> which) {
        List<CsvRow> rows =
                quotes.requiring(QUOTE_COLUMNS).rows().stream().filter(which).toList();
        Map<String, List<Quote>> byGpu = new CsvTable(quotes.name(), quotes.columns(), rows)
                .map(PriceList::quote).stream().collect(Collectors.groupingBy(Quote::gpu));
        Map<String, Quote> middle = new LinkedHashMap<>();
        byGpu.forEach((gpu, all) -> middle.put(gpu, middle(all)));
        return new PriceList(middle);
    }

    /** Of an even number of quotes the cheaper one in the middle. */
    private static Quote middle(List<Quote> quotes) {
        return quotes.stream()
                .sorted(Comparator.comparing(Quote::usdPerGpuHour))
                .skip((quotes.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Quote quote(CsvRow row) {
        String provider = row.optionalText("provider");
        String readOn = row.optionalText("read_on");
        return new Quote(
                row.text("gpu"),
                row.decimal("usd_per_gpu_hour"),
                (provider == null ? "own price" : provider) + (readOn == null ? "" : " " + readOn));
    }
}
