// Typed text is never lost by a slip: the browser asks before leaving a form that was changed and not sent.
export default function confirmLeave(form) {
  const before = snapshot(form);
  let sent = form.dataset.unsaved === "true" ? null : before;
  form.addEventListener("submit", () => (sent = snapshot(form)));
  window.addEventListener("beforeunload", (event) => {
    if (snapshot(form) !== sent) event.preventDefault();
  });
}

function snapshot(form) {
  const values = [...new FormData(form).entries()].filter(([name]) => name !== "csrf_token");
  return JSON.stringify(values.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}
