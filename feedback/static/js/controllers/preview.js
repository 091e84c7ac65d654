// The preview follows: it is loaded again after each save, and shows the question that is open.
export default function preview(box) {
  const frame = box.querySelector("iframe");
  const root = box.closest("main");
  frame.addEventListener("load", () => follow(frame, root));
  root.addEventListener("designer:saved", () => frame.contentWindow.location.reload());
  root.addEventListener("focusin", () => follow(frame, root));
  box.addEventListener("click", (event) => {
    const link = event.target.closest("[data-preview], [data-width]");
    if (!link) return;
    event.preventDefault();
    if (link.dataset.preview) frame.contentWindow.location.replace(link.dataset.preview);
    else box.classList.toggle("is-desk", link.dataset.width === "desk");
    link.parentElement.querySelectorAll("a").forEach((one) => one.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
  });
}

// Scrolls inside the frame only, so that nobody's own page moves under their hands.
function follow(frame, root) {
  const field = root.querySelector("form[data-field]")?.dataset.field;
  const page = frame.contentDocument;
  const shown = field && page?.querySelector(`[name="${field}"], [name^="${field}."]`)?.closest(".q");
  if (!shown) return;
  frame.contentWindow.scrollTo({ top: shown.offsetTop - 16 });
}
