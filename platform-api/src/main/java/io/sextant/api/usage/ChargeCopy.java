package io.sextant.api.usage;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;

/**
 * Writes charges in the binary form that Postgres copies from, piece by piece, so that both sides work at the same time.
 *
 * <p>The form is that of {@code COPY ... (format binary)} in the manual of Postgres: a head, then of each row the number of its
 * columns and of each column the number of its bytes and these, then -1.
 */
final class ChargeCopy {
    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short COLUMNS = 10;
    private static final int ABSENT = -1;
    private static final short END = -1;
    private static final int PIECE = 1 << 16;
    private static final int LONGEST_ROW = 512;
    /** What Postgres counts days and microseconds from. */
    private static final LocalDate DAY_0 = LocalDate.of(2000, 1, 1);

    private static final Instant MOMENT_0 = Instant.parse("2000-01-01T00:00:00Z");

    private final CopyIn copy;
    private final long bookedAt;
    private final Function<Instant, YearMonth> billedMonth;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE + LONGEST_ROW);
    /** Of the few there are, as they are written. */
    private final Map<Instant, Hour> hours = new HashMap<>();

    private final Map<BigDecimal, byte[]> rates = new HashMap<>();
    private final Map<ChargeEntry.Kind, byte[]> kinds = new EnumMap<>(ChargeEntry.Kind.class);

    ChargeCopy(CopyIn copy, Instant bookedAt, Function<Instant, YearMonth> billedMonth) {
        this.copy = copy;
        this.bookedAt = micros(bookedAt);
        this.billedMonth = billedMonth;
        for (ChargeEntry.Kind kind : ChargeEntry.Kind.values()) {
            kinds.put(kind, kind.name().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The number of rows that were written. */
    long write(List<ChargeBook.Numbered> rows) throws SQLException {
        piece.put(HEAD);
        for (ChargeBook.Numbered row : rows) {
            add(row.line(), row.entry());
            if (piece.position() >= PIECE) {
                flush();
            }
        }
        piece.putShort(END);
        flush();
        return copy.endCopy();
    }

    private void add(long line, ChargeEntry entry) {
        Rated charge = entry.charge();
        Hour hour = hours.computeIfAbsent(charge.hour(), this::written);
        piece.putShort(COLUMNS);
        add(line);
        add(hour.micros());
        piece.putInt(Short.BYTES).putShort((short) entry.revision());
        add(kinds.get(entry.kind()));
        piece.putInt(Integer.BYTES).putInt(hour.billedDay());
        add(ByteConverter.numeric(charge.gpuSeconds()));
        add(charge.priceId());
        add(charge.rate() == null ? null : rates.computeIfAbsent(charge.rate(), ByteConverter::numeric));
        add(charge.cost() == null ? null : ByteConverter.numeric(charge.cost()));
        add(bookedAt);
    }

    private void add(long value) {
        piece.putInt(Long.BYTES).putLong(value);
    }

    private void add(@Nullable UUID id) {
        if (id == null) {
            piece.putInt(ABSENT);
        } else {
            piece.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    private void add(byte @Nullable [] value) {
        if (value == null) {
            piece.putInt(ABSENT);
        } else {
            piece.putInt(value.length).put(value);
        }
    }

    private Hour written(Instant hour) {
        return new Hour(
                micros(hour),
                Math.toIntExact(
                        ChronoUnit.DAYS.between(DAY_0, billedMonth.apply(hour).atDay(1))));
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(MOMENT_0, moment);
    }

    private void flush() throws SQLException {
        copy.writeToCopy(piece.array(), 0, piece.position());
        piece.clear();
    }

    private record Hour(long micros, int billedDay) {}
}
