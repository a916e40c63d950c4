package io.sextant.web.quotas;

import io.sextant.api.quota.QuotaEvent;
import io.sextant.web.layout.Dates;
import java.util.Locale;
import java.util.Objects;

/**
 * A line of a quota's history.
 *
 * @param path of the deployment that holds the GPUs; empty where there is none
 */
record HistoryRow(String time, String node, String what, String detail, String who, String path) {
    static HistoryRow of(QuotaEvent event) {
        return switch (event) {
            case QuotaEvent.LimitsChanged changed ->
                new HistoryRow(
                        Dates.moment(changed.at()),
                        changed.nodeName(),
                        "Limits changed",
                        "From %s to %s.%s"
                                .formatted(
                                        changed.before().inWords(),
                                        changed.after().inWords(),
                                        changed.reason().isEmpty() ? "" : " Reason: " + changed.reason()),
                        changed.by(),
                        "");
            case QuotaEvent.GpusBooked booked ->
                new HistoryRow(
                        Dates.moment(booked.at()),
                        booked.nodeName(),
                        booked.kind().label(),
                        "%d %s, %s"
                                .formatted(
                                        booked.gpus(),
                                        booked.gpus() == 1 ? "GPU" : "GPUs",
                                        booked.quotaClass().label().toLowerCase(Locale.ROOT)),
                        Objects.requireNonNullElse(
                                booked.holderName(), booked.holder().toString()),
                        booked.deployment() == null ? "" : "/deployments/" + booked.deployment());
        };
    }
}
