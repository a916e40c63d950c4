// Usage per period, stacked.
// { unit: "GPU-h", times: ["2026-11-22T10:00:00Z"], bucket: "hour" | "day",
//   series: [{ name: "H100 SXM", values: [2.0] }], limit: null }        limit: a line across, in the same unit
import { axis, base, number, targetLine, tooltip } from "./parts.js";

const FORMATS = {
  hour: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" }),
  day: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }),
};

export function option(data, colours, narrow) {
  const names = data.times.map((time) => FORMATS[data.bucket ?? "hour"].format(new Date(time)));
  return {
    ...base(colours),
    grid: { left: narrow ? 48 : 60, right: 16, top: 40, bottom: 48 },
    legend: { top: 0, left: 0, textStyle: { color: colours.ink2 }, itemWidth: 12, itemHeight: 10 },
    tooltip: tooltip(colours, (items) => describe(items, data.unit), { trigger: "axis", axisPointer: { type: "shadow" } }),
    xAxis: { ...axis(colours, "UTC", [1], { nameGap: 30, minorTick: { show: false }, splitLine: { show: false } }), type: "category", data: names, axisLabel: { color: colours.ink2, hideOverlap: true } },
    yAxis: axis(colours, data.unit, [1], { nameGap: narrow ? 34 : 42, minorTick: { show: false } }),
    series: [...data.series.map((series, index) => ({
      name: series.name,
      type: "bar",
      stack: "all",
      barMaxWidth: 28,
      itemStyle: { color: colours.series[index % 6], borderColor: colours.surface, borderWidth: 1 },
      data: series.values,
    })), ...(data.limit ? [limit(data, names[0], colours)] : [])],
  };
}

// The invisible mark makes the axis reach the line.
const limit = ({ limit: value, unit }, first, colours) => ({
  type: "scatter", silent: true, symbolSize: 0, tooltip: { show: false }, data: [[first, value]],
  markLine: targetLine(colours, { yAxis: value }, `limit ${number(value)} ${unit}`),
});

const describe = (items, unit) => [items[0].axisValueLabel, ...items.filter((item) => item.seriesType === "bar").map((item) => `${item.seriesName} ${number(item.value)} ${unit}`)].join("\n");
