// A chart that has tabindex="0": the arrow keys go from point to point, show its tooltip and read it out; Enter opens it.

/** Every point with something to say, from left to right. */
function stops({ series, tooltip }) {
  const shown = series
    .map((one, seriesIndex) => ({ one, seriesIndex }))
    .filter(({ one }) => !one.silent && one.data?.length && one.tooltip?.show !== false);
  const told = tooltip[0]?.trigger === "axis" ? shown.slice(0, 1) : shown;
  return told
    .flatMap(({ one, seriesIndex }) => one.data.map((point, dataIndex) => ({ seriesIndex, dataIndex, point })))
    .sort((a, b) => valueOf(a.point)[0] - valueOf(b.point)[0]);
}

const valueOf = (point) => point.value ?? point;

function words(tooltip, point) {
  const item = { data: point, value: valueOf(point) };
  return tooltip.formatter(tooltip.trigger === "axis" ? [item] : item);
}

export function byKeyboard(chart, element) {
  if (element.tabIndex < 0) return;
  let at = -1;
  element.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const option = chart.getOption();
    const all = stops(option);
    if (event.key === "Enter" && all[at]?.point.href) location.assign(all[at].point.href);
    if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" });
    if (!step || !all.length) return;
    event.preventDefault();
    at = Math.min(all.length - 1, Math.max(0, at + step));
    const { seriesIndex, dataIndex, point } = all[at];
    chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
    document.getElementById("announcer").textContent = words(option.tooltip[0], point).replaceAll("\n", "; ");
  });
  element.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
}
