// <figure><button data-copy hidden><span data-copy-label>Copy</span></button> … <code data-copy-source>…</code></figure>
import { behaviour } from "../behaviour.js";

behaviour("[data-copy]", (button) => {
  const label = button.querySelector("[data-copy-label]") ?? button;
  const before = label.textContent;
  const source = button.closest("figure, [data-copy-scope]")?.querySelector("[data-copy-source]");
  if (!source || !navigator.clipboard) return;

  label.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(source.textContent).then(() => true, () => false);
    label.textContent = copied ? "Copied" : "Press Ctrl+C";
    if (!copied) getSelection().selectAllChildren(source);
    setTimeout(() => (label.textContent = before), 2500);
  });
  button.hidden = false;
});
