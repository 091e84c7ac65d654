// Typed text is never lost by a slip: the browser asks before leaving a form that was changed and not sent.
import { brought, written } from "../lib/written.js";

export default function confirmLeave(form) {
  let sent = form.dataset.unsaved === "true" ? null : brought(form);
  form.addEventListener("submit", () => (sent = written(form)));
  window.addEventListener("beforeunload", (event) => {
    if (written(form) !== sent) event.preventDefault();
  });
}
