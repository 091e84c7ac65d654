// A form that shows another view (filters, weights): sends itself when something in it changes. Its button stays
// for whoever has no script, and is hidden here because it would do the same.
const PAUSE = 400;

export default function autosubmit(form) {
  let timer;
  form.querySelectorAll("[data-autosubmit-button]").forEach((button) => (button.hidden = true));
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), PAUSE);
  });
  form.addEventListener("input", (event) => say(form, event.target));
}

function say(form, input) {
  const output = form.querySelector(`output[for="${CSS.escape(input.id)}"]`);
  if (output) output.textContent = Number(input.value).toLocaleString(document.documentElement.lang) + (output.dataset.unit ?? "");
}
