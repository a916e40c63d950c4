// Usage per period, stacked.
// {
//   unit: "GPU-h", bucket: "hour", times: ["2026-11-22T10:00:00Z"],   bucket: hour | day; times are the periods' starts, UTC
//   series: [{ name: "H100 SXM", values: [2.0] }],                    one value per time
//   limit: null                                                       a line across, in the same unit
// }
import { number } from "./numbers.js";
import { axis, base, targets, tooltip, unseen } from "./parts.js";

const day = { day: "numeric", month: "short", timeZone: "UTC" };
const FORMATS = {
  hour: new Intl.DateTimeFormat("en-GB", { ...day, hour: "2-digit", minute: "2-digit" }),
  day: new Intl.DateTimeFormat("en-GB", day),
};

export function option(data, colours, narrow) {
  const names = data.times.map((time) => FORMATS[data.bucket].format(new Date(time)));
  return {
    ...base(colours),
    grid: { left: narrow ? 48 : 60, right: 16, top: 40, bottom: 48 },
    legend: { type: "scroll", top: 0, left: 0, textStyle: { color: colours.ink2 }, itemWidth: 12, itemHeight: 10 },
    tooltip: tooltip(colours, "axis", (items) => describe(items, data.unit)),
    xAxis: { ...periods(colours), data: names },
    yAxis: { ...axis(colours, data.unit, [], { nameGap: narrow ? 34 : 42 }), type: "value" },
    series: [...data.series.map((series, index) => bars(series, colours, index)), ...(data.limit ? [limit(data, names[0], colours)] : [])],
  };
}

const periods = (colours) => ({
  ...axis(colours, "UTC", [], { nameGap: 30, splitLine: { show: false } }),
  type: "category",
  axisLabel: { color: colours.ink2, hideOverlap: true },
});

const bars = ({ name, values }, colours, index) => ({
  name, type: "bar", stack: "all", barMaxWidth: 28, data: values,
  itemStyle: { color: colours.series[index % 6], borderColor: colours.surface, borderWidth: 1 },
});

const limit = ({ limit: value, unit }, first, colours) => ({
  ...unseen([[first, value]]),
  markLine: targets(colours, [{ yAxis: value, label: { formatter: `limit ${number(value)} ${unit}`, position: "insideEndTop" } }]),
});

function describe(items, unit) {
  const bars = items.filter((item) => item.seriesType === "bar");
  return [items[0].axisValueLabel, ...bars.map((item) => `${item.seriesName} ${number(item.value)} ${unit}`)].join("\n");
}
