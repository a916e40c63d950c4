const behaviours = [];

/** Runs attach(element) once for each element that matches, now and in whatever htmx or a live region puts in later. */
export function behaviour(selector, attach) {
  const once = new WeakSet();
  const scan = (root) => {
    const found = root.matches?.(selector) ? [root, ...root.querySelectorAll(selector)] : root.querySelectorAll(selector);
    for (const element of found) {
      if (once.has(element)) continue;
      once.add(element);
      attach(element);
    }
  };
  behaviours.push(scan);
  scan(document);
}

/** Attaches all behaviours inside an element that was put into the page by hand. */
export function enliven(root) {
  for (const scan of behaviours) scan(root);
}

document.addEventListener("htmx:load", (event) => enliven(event.detail.elt));
