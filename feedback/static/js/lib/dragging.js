// Questions are dragged by their number to another place, also into another section; `drop` sends the move. Buttons
// and Alt with the arrows do the same.
export function dragging(root, drop) {
  let dragged = null;
  root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".qrow");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.question);
    event.dataTransfer.setDragImage(dragged, 20, 20);
    dragged.classList.add("is-dragged");
  });
  root.addEventListener("dragover", (event) => {
    const place = dragged && placeAt(event, dragged);
    clear(root);
    if (!place) return;
    event.preventDefault();
    place.mark.classList.add(place.name);
  });
  root.addEventListener("drop", (event) => {
    const place = dragged && placeAt(event, dragged);
    clear(root);
    if (!place) return;
    event.preventDefault();
    drop(dragged.dataset.move, place.section, place.index);
  });
  root.addEventListener("dragend", () => {
    clear(root);
    dragged?.classList.remove("is-dragged");
    dragged = null;
  });
}

function placeAt(event, dragged) {
  const list = event.target.closest?.("[data-section]");
  if (!list) return null;
  const row = event.target.closest(".qrow");
  const rows = [...list.querySelectorAll(".qrow")].filter((one) => one !== dragged);
  const section = list.dataset.section;
  if (!row || row === dragged) return { section, index: rows.length, mark: list, name: "drop-in" };
  const box = row.getBoundingClientRect();
  const below = event.clientY > box.top + box.height / 2;
  return { section, index: rows.indexOf(row) + below, mark: row, name: below ? "drop-after" : "drop-before" };
}

function clear(root) {
  root.querySelectorAll(".drop-before, .drop-after, .drop-in").forEach((one) => one.classList.remove("drop-before", "drop-after", "drop-in"));
}
