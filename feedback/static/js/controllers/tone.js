// What to mind in a text, while it is written: <div data-controller="tone" data-tone-field="id of the field"
// data-tone-url="…" data-tone-kind="text" data-tone-lang="es">. Asks after a pause and puts the answer in place; the
// button of the form does the same without script. It never keeps anybody from saving.
const PAUSE = 900;

export default function tone(box) {
  const form = box.closest("form");
  const field = form?.querySelector(`#${CSS.escape(box.dataset.toneField)}`);
  const token = form?.querySelector("input[name=csrf_token]")?.value;
  if (!field || !token) return;
  let timer;
  let asked;
  const later = () => {
    clearTimeout(timer);
    asked?.abort();
    timer = setTimeout(() => ask(box, field, form, token, (asked = new AbortController()).signal), PAUSE);
  };
  field.addEventListener("input", later);
  if (box.dataset.toneOnly) form.addEventListener("change", later);
}

async function ask(box, field, form, token, signal) {
  if (!ownWords(form, box.dataset.toneOnly)) return box.replaceChildren();
  const body = new URLSearchParams({
    csrf_token: token,
    text: field.value,
    lang: box.dataset.toneLang,
    kind: box.dataset.toneKind,
  });
  try {
    const answer = await fetch(box.dataset.toneUrl, { method: "POST", body, credentials: "same-origin", signal });
    if (answer.ok) put(box, await answer.text());
  } catch {
    // The network is away or the text changed meanwhile: what stands there stays until the next pause.
  }
}

// Only what the author says is checked: with other choices the text is somebody else's words.
function ownWords(form, only) {
  if (!only) return true;
  const [name, values] = only.split("=");
  return values.split(" ").includes(form.elements[name]?.value);
}

// The same words again are not put in place again: a screen reader would read them anew.
function put(box, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  if (fresh.textContent.trim() !== box.textContent.trim()) box.replaceChildren(...fresh.childNodes);
}
