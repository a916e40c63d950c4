// One panel of what engines measured: a line per series, and the target across.
import { number } from "./numbers.js";
import { targets, unseen } from "./parts.js";

const STEP_MS = { minute: 60_000, hour: 3_600_000 };
const DASHES = ["solid", [6, 4]];

export function panelSeries({ series, target, unit }, index, moments, bucket, colours) {
  const colour = colours.series[index % 6];
  const goal = { yAxis: target, label: { formatter: `target ${number(target ?? 0)} ${unit}`, position: "insideStartBottom" } };
  const drawn = series.map(({ name, values }, at) => ({
    name, type: "line", symbol: "circle", symbolSize: 4, showAllSymbol: moments.length < 80, connectNulls: false,
    itemStyle: { color: colour }, lineStyle: { color: colour, width: 2, type: DASHES[at % 2] },
    data: broken(values, moments, STEP_MS[bucket]),
    markLine: targets(colours, target && at === 0 ? [goal] : []),
  }));
  return [...(target ? [unseen([[moments[0], target]])] : []), ...drawn].map((layer) => ({ ...layer, xAxisIndex: index, yAxisIndex: index }));
}

/** A line that ends where nothing was asked for a while. */
const broken = (values, moments, step) => moments.flatMap((moment, at) => (
  at > 0 && moment - moments[at - 1] > 1.5 * step ? [[moments[at - 1] + step, null], [moment, values[at]]] : [[moment, values[at]]]
));
