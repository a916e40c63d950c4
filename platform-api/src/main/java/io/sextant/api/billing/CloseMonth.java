package io.sextant.api.billing;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.usage.Metering;
import java.time.YearMonth;
import org.springframework.stereotype.Service;

/** Closes a month: what is known of it by now is charged and frozen, and what comes later is a correction in the next. */
@Service
public class CloseMonth {
    private final Metering metering;
    private final FreezeStatements freezing;

    CloseMonth(Metering metering, FreezeStatements freezing) {
        this.metering = metering;
        this.freezing = freezing;
    }

    public void close(YearMonth month, Actor actor) {
        freezing.require(actor);
        metering.bringUpToDate();
        freezing.freeze(month, actor);
    }
}
