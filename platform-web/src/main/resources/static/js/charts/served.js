// What engines measured over time, one panel under the other on one shared axis.
// {
//   bucket: "minute", times: ["2026-11-22T10:00:00Z"],                bucket: minute | hour; times are the periods' starts, UTC
//   panels: [{ label: "TTFT", unit: "ms", target: 150,                target null: none
//              series: [{ name: "p50", values: [82] }] }]             one value per time, null where nothing was measured
// }
import { number } from "./numbers.js";
import { axis, base, tooltip } from "./parts.js";
import { panelSeries } from "./served-series.js";

const day = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
const MOMENT = new Intl.DateTimeFormat("en-GB", day);

export function option(data, colours, narrow) {
  const { panels, times } = data;
  const moments = times.map((time) => Date.parse(time));
  const left = narrow ? 52 : 64;
  const share = 88 / panels.length;
  const place = (index) => ({ left, right: 20, top: `${8 + index * share}%`, height: `${share - 9}%`, outerBoundsMode: "none" });
  return {
    ...base(colours),
    legend: { show: false },
    tooltip: tooltip(colours, "axis", (items) => describe(items[0].axisValue, moments, data)),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    grid: panels.map((_, index) => place(index)),
    xAxis: panels.map((_, index) => abscissa(moments, panels.length, index, colours)),
    yAxis: panels.map((panel, index) => ordinate(panel, index, left, colours)),
    series: panels.flatMap((panel, index) => panelSeries(panel, index, moments, data.bucket, colours)),
  };
}

function abscissa(moments, count, gridIndex, colours) {
  const last = gridIndex === count - 1;
  return {
    ...axis(colours, last ? "UTC" : "", [], { gridIndex, nameGap: 26, splitLine: { show: false } }),
    type: "time", min: moments[0], max: Math.max(moments.at(-1), moments[0] + 1),
    axisLabel: { show: last, color: colours.ink2, hideOverlap: true, formatter: (at) => MOMENT.format(new Date(at)) },
  };
}

function ordinate({ label, unit, series, target }, gridIndex, left, colours) {
  const names = series.length > 1 ? `, ${series.map(({ name }, at) => `${name} ${at ? "dashed" : "solid"}`).join(", ")}` : "";
  const nameTextStyle = { color: colours.ink2, fontSize: 12, align: "left", padding: [0, 0, 0, 8 - left] };
  const values = [...series.flatMap((one) => one.values.filter((value) => value !== null)), ...(target ? [target] : [])];
  const log = axis(colours, `${label} (${unit})${names}`, values, { gridIndex, nameLocation: "end", nameGap: 10, nameTextStyle, splitNumber: 3 });
  return log.type === "log" ? log : { ...log, min: 0 };
}

function describe(moment, moments, { panels }) {
  const at = moments.indexOf(moment);
  if (at < 0) return MOMENT.format(new Date(moment));
  const row = ({ label, unit, series }) => `${label} ${series.map(({ name, values }) => `${name} ${values[at] === null ? "none" : number(values[at])}`).join(", ")} ${unit}`;
  return [MOMENT.format(new Date(moment)), ...panels.map(row)].join("\n");
}
