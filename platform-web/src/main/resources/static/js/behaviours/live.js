// <section data-live-src="/deployments/1?fragment=status" data-live-events="/deployments/1/events" data-live-every="5000">
// A part of the page that follows the server. An event of the stream ("changed" or unnamed) means "ask again", so a lost
// one costs nothing; without a stream, or while it is broken, the part is asked for every so many milliseconds. The
// server ends the following by an answer whose element carries data-live-end="true" in place of data-live-src. Inside,
// <span data-live-age></span> says how old it is, and a change of <span data-live-say>Ready</span> is read aloud.
import { behaviour } from "../behaviour.js";
import { swap } from "../swap.js";

function spoken(seconds) {
  if (seconds < 2) return "updated just now";
  return seconds < 90 ? `updated ${seconds} s ago` : `updated ${Math.round(seconds / 60)} min ago`;
}

async function ask(source) {
  const answer = await fetch(source, { headers: { "HX-Request": "true", Accept: "text/html" } });
  const html = answer.ok ? await answer.text() : "";
  return { html, part: new DOMParser().parseFromString(html, "text/html").querySelector("[data-live-src], [data-live-end]") };
}

behaviour("[data-live-src]", (region) => {
  const every = Number(region.dataset.liveEvery) || 5000;
  let [asked, heard, last, asking, again] = [Date.now(), Date.now(), "", false, false];

  const refresh = async () => {
    if (asking) return (again = true);
    [asking, again, asked] = [true, false, Date.now()];
    const { html, part } = await ask(region.dataset.liveSrc).catch(() => ({ part: null }));
    asking = false;
    region.dataset.liveState = part ? "live" : "lost";
    if (part) heard = Date.now();
    if (part && html !== last) swap(region, part);
    last = html;
    if (part?.matches("[data-live-end]")) stop();
    else if (again) refresh();
  };

  const stream = region.dataset.liveEvents ? new EventSource(region.dataset.liveEvents) : null;
  for (const kind of ["message", "changed"]) stream?.addEventListener(kind, refresh);
  const tick = setInterval(() => {
    if (!region.isConnected) return stop();
    const age = region.querySelector("[data-live-age]");
    if (age) age.textContent = spoken(Math.round((Date.now() - heard) / 1000));
    const due = stream?.readyState === EventSource.OPEN ? every * 6 : every;
    if (!document.hidden && Date.now() - asked > due) refresh();
  }, 1000);
  const stop = () => {
    clearInterval(tick);
    stream?.close();
  };
});
