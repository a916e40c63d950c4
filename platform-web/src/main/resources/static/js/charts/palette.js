// The theme's tokens as plain colours. light-dark() and color-mix() are resolved by the browser, so a probe is painted and read.
const TOKENS = ["ink", "ink-2", "ink-3", "line", "line-strong", "surface", "raised", "accent", "brass", "brass-mark", "danger", "ok"];
const SERIES = [1, 2, 3, 4, 5, 6];

export const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow"];

export function palette() {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.hidden = true;
  const read = (token) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(TOKENS.map((token) => [token.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()), read(token)]));
  colours.series = SERIES.map((number) => read(`series-${number}`));
  colours.font = getComputedStyle(document.body).fontFamily;
  probe.remove();
  return colours;
}

/** A colour with an alpha, for bands and zones. */
export const faded = (colour, alpha) => colour.replace(/^rgb\((\d+), (\d+), (\d+)\)$/, `rgba($1, $2, $3, ${alpha})`);
