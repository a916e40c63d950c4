// <form data-tryit action="/deployments/1/try" method="post">: sends the prompt and shows the answer as it comes.
// The stream's events, each with JSON as data:
//   token    { "text": "…" }
//   measured { "ttftMs": 212.4, "itlMs": 18.2, "outputTokens": 256 }       once, at the end
//   problem  { "title": "…", "detail": "…", "remedy": "…" }                in place of the rest
// Without scripts the same form is posted plainly and the page comes back with the whole answer.
import { behaviour } from "../behaviour.js";
import { showMeasured } from "../measured.js";
import { events } from "../sse.js";

const STREAM = "text/event-stream";

async function run(form, answer, signal) {
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, { method: "POST", body, headers: { Accept: STREAM }, signal });
  if (!response.headers.get("content-type")?.startsWith(STREAM)) {
    throw await response.json().catch(() => ({ title: `The server answered ${response.status}` }));
  }
  for await (const { event, data } of events(response)) {
    const content = JSON.parse(data);
    if (event === "token") answer.append(content.text);
    else if (event === "measured") showMeasured(form.closest("[data-tryit-scope]"), content);
    else if (event === "problem") throw content;
  }
  return "Answered.";
}

function inWords({ name, title = "The connection was lost", detail = "", remedy = "" }) {
  return name === "AbortError" ? "Stopped." : `${title}. ${detail} ${remedy}`.trim();
}

behaviour("form[data-tryit]", (form) => {
  const scope = form.closest("[data-tryit-scope]");
  const [answer, status, stop] = ["answer", "status", "stop"].map((name) => scope.querySelector(`[data-tryit-${name}]`));
  let abort = null;
  const busy = (is) => {
    stop.hidden = !is;
    answer.setAttribute("aria-busy", is);
    abort = is ? new AbortController() : null;
  };

  stop.addEventListener("click", () => abort?.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (abort) return;
    busy(true);
    answer.replaceChildren();
    status.textContent = "Waiting for the answer …";
    status.textContent = await run(form, answer, abort.signal).catch(inWords);
    busy(false);
  });
});
