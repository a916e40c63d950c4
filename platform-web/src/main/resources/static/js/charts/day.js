// Load and replicas through a day.
// { hours: [0, 0.5, …], load: [...], unit: "requests/s", replicas: [...], peakReplicas: 6 }
import { number } from "./numbers.js";
import { axis, base, tooltip } from "./parts.js";

const clock = (hour) => `${Math.floor(hour)}:${hour % 1 ? "30" : "00"}`;

export function option({ hours, load, unit, replicas }, colours, narrow) {
  const side = (name, values, more) => axis(colours, name, [], {
    min: 0, max: Math.ceil(Math.max(...values) * 1.1), nameLocation: "end", nameGap: 12, splitNumber: 4, ...more,
  });
  const named = (align) => ({ color: colours.ink2, fontSize: 12, align });
  return {
    ...base(colours),
    legend: { top: 0, right: 0, textStyle: { color: colours.ink2 } },
    grid: { left: narrow ? 48 : 56, right: narrow ? 40 : 52, top: 52, bottom: 44 },
    tooltip: tooltip(colours, "axis", (items) => describe(items[0].value[0], { hours, load, unit, replicas })),
    xAxis: axis(colours, "Hour of the day (UTC)", [], { min: 0, max: 24, nameGap: 26, interval: narrow ? 6 : 3, axisLabel: { color: colours.ink2, formatter: clock } }),
    yAxis: [
      side(`Load (${unit})`, load, { nameTextStyle: named("left") }),
      side("Replicas", replicas, { nameTextStyle: named("right"), minInterval: 1, splitLine: { show: false } }),
    ],
    series: [
      { name: "Load", type: "line", smooth: true, symbol: "none", lineStyle: { color: colours.series[0], width: 2 }, itemStyle: { color: colours.series[0] }, data: hours.map((hour, at) => [hour, load[at]]) },
      { name: "Replicas", type: "line", step: "end", yAxisIndex: 1, symbol: "none", lineStyle: { color: colours.series[1], width: 2, type: [6, 4] }, itemStyle: { color: colours.series[1] }, data: hours.map((hour, at) => [hour, replicas[at]]) },
    ],
  };
}

function describe(hour, { hours, load, unit, replicas }) {
  const at = hours.indexOf(hour);
  return [clock(hour), `${number(load[at])} ${unit}`, `${number(replicas[at])} replicas`].join("\n");
}
