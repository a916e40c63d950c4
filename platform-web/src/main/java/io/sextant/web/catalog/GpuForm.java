package io.sextant.web.catalog;

import io.sextant.api.catalog.GpuDraft;
import io.sextant.api.problem.FieldError;
import io.sextant.web.layout.TypedNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GPU product as it was typed.
 *
 * @param revision the state an edit was begun from; empty for a new product
 */
record GpuForm(
        @Nullable String revision,
        @Nullable String name,
        @Nullable String title,
        @Nullable String productLabel,
        @Nullable String memoryGib,
        @Nullable String memoryType,
        @Nullable String memoryBandwidthGbS,
        @Nullable String tflopsBf16,
        @Nullable String tflopsFp8,
        @Nullable String tflopsFp4,
        @Nullable String nvlinkGbS,
        @Nullable String pcie,
        @Nullable String allreduceGbS,
        @Nullable String boardPowerW,
        @Nullable String maxGpusPerNode,
        @Nullable String source,
        @Nullable String notes) {
    static GpuForm blank() {
        return new GpuForm("", "", "", "", "", "", "", "", "", "", "", "5.0 x16", "", "", "8", "", "");
    }

    static GpuForm of(GpuDraft draft, String revision) {
        return new GpuForm(
                revision,
                draft.name(),
                draft.title(),
                draft.productLabel(),
                TypedNumber.shown(draft.memoryGib()),
                draft.memoryType(),
                TypedNumber.shown(draft.memoryBandwidthGbS()),
                TypedNumber.shown(draft.tflopsBf16()),
                TypedNumber.shown(draft.tflopsFp8()),
                TypedNumber.shown(draft.tflopsFp4()),
                TypedNumber.shown(draft.nvlinkGbS()),
                draft.pcie(),
                TypedNumber.shown(draft.allreduceGbS()),
                TypedNumber.shown(draft.boardPowerW()),
                TypedNumber.shown(draft.maxGpusPerNode()),
                draft.source(),
                draft.notes());
    }

    GpuForm from(String otherRevision) {
        return new GpuForm(
                otherRevision,
                name,
                title,
                productLabel,
                memoryGib,
                memoryType,
                memoryBandwidthGbS,
                tflopsBf16,
                tflopsFp8,
                tflopsFp4,
                nvlinkGbS,
                pcie,
                allreduceGbS,
                boardPowerW,
                maxGpusPerNode,
                source,
                notes);
    }

    GpuDraft draft(List<FieldError> errors) {
        return new GpuDraft(
                name,
                title,
                productLabel,
                TypedNumber.decimal("memoryGib", memoryGib, errors),
                memoryType,
                TypedNumber.decimal("memoryBandwidthGbS", memoryBandwidthGbS, errors),
                TypedNumber.decimal("tflopsBf16", tflopsBf16, errors),
                TypedNumber.decimal("tflopsFp8", tflopsFp8, errors),
                TypedNumber.decimal("tflopsFp4", tflopsFp4, errors),
                TypedNumber.decimal("nvlinkGbS", nvlinkGbS, errors),
                pcie,
                TypedNumber.decimal("allreduceGbS", allreduceGbS, errors),
                TypedNumber.whole("boardPowerW", boardPowerW, errors),
                TypedNumber.whole("maxGpusPerNode", maxGpusPerNode, errors),
                source,
                notes);
    }
}
