// Enter goes on: from the words of a question to its options, from there to the next question. Shift+Enter is a line.
export function goOn(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.target.dataset.stop !== "text") return;
    event.preventDefault();
    const all = [...root.querySelectorAll("form[data-autosave] [data-stop]")];
    const stops = all.filter((one) => !one.closest("details:not([open])"));
    focusOn(stops[stops.indexOf(event.target) + 1] ?? picker(root));
  });
  root.addEventListener("keydown", (event) => choose(event));
}

export function picker(root) {
  return root.querySelector("#next-question button");
}

export function focusOn(element) {
  if (!element) return;
  element.focus();
  if (element.matches("input, textarea")) element.setSelectionRange?.(element.value.length, element.value.length);
}

// Among the kinds of questions: arrows, and the first letters of their names.
function choose(event) {
  const form = event.target.closest?.(".picker");
  if (!form || event.ctrlKey || event.altKey || event.metaKey) return;
  const kinds = [...form.querySelectorAll("button")];
  const at = kinds.indexOf(event.target);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  let next = step ? kinds[(at + step + kinds.length) % kinds.length] : null;
  if (event.key.length === 1 && event.key !== " ") {
    const rest = [...kinds.slice(at + 1), ...kinds.slice(0, at + 1)];
    next = rest.find((one) => one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
  }
  if (!next) return;
  event.preventDefault();
  next.focus();
}
