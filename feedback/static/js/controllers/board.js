// Cards are dragged by their handle into another column: the card's own button for that column is pressed. A column
// that has no such button takes no card; without this script the buttons do the same.
export default function board(root) {
  let card = null;
  root.addEventListener("dragstart", (event) => {
    card = event.target.closest?.("[data-card]");
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
    event.dataTransfer.setDragImage(card, 20, 20);
    card.classList.add("is-dragged");
  });
  root.addEventListener("dragover", (event) => {
    const column = event.target.closest?.("[data-column]");
    clear(root);
    if (!card || !way(card, column)) return;
    event.preventDefault();
    column.classList.add("drop-in");
  });
  root.addEventListener("drop", (event) => {
    const form = card && way(card, event.target.closest?.("[data-column]"));
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
  root.addEventListener("dragend", () => {
    clear(root);
    card?.classList.remove("is-dragged");
    card = null;
  });
}

function way(card, column) {
  return column && card.querySelector(`[data-to="${column.dataset.column}"] form`);
}

function clear(root) {
  root.querySelectorAll(".drop-in").forEach((one) => one.classList.remove("drop-in"));
}
