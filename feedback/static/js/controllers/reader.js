// Reading comments by keyboard: a key does what the link, button or field that names it in data-key does. Keys count
// only while the focus is inside, so that they never surprise whoever writes or listens elsewhere on the page.
const WRITING = "input, textarea, [contenteditable]";

export default function reader(element) {
  element.focus({ preventScroll: true });
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(WRITING)) return;
    if (event.target.closest("select") && event.key !== "Escape") return;
    if (event.key === "Escape") return element.focus({ preventScroll: true });
    const found = named(element, event.key);
    if (!found) return;
    event.preventDefault();
    use(found);
  });
}

function named(element, key) {
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return [...element.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(wanted));
}

function use(found) {
  if (found instanceof HTMLDetailsElement) found.open = !found.open;
  else if (found instanceof HTMLSelectElement) found.focus();
  else found.click();
}
