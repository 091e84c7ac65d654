// Attaches controllers to the elements that name them: <form data-controller="confirm-leave autosubmit">.
// Each is loaded only where it is used, and every page works when none of this runs.
const KNOWN = new Set(["autosubmit", "board", "confirm-leave", "copy", "designer", "focus", "live", "map-rows", "map", "menu", "opened", "options", "poll", "preview", "reader", "tone"]);

async function attach(element) {
  for (const name of element.dataset.controller.split(/\s+/)) {
    if (!KNOWN.has(name)) continue;
    const { default: start } = await import(`./controllers/${name}.js`);
    start(element);
  }
}

export function attachAll(root) {
  if (root.matches?.("[data-controller]")) attach(root);
  root.querySelectorAll("[data-controller]").forEach(attach);
}

attachAll(document);
