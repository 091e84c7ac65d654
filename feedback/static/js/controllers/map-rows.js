// Choosing the rows of the map: what the form would lead to is fetched and put in place; the address goes along, so
// that it can be sent on. Where that fails, the form does what it does without script.
import { attachAll } from "../main.js";

export default function mapRows(form) {
  form.addEventListener("change", () => change(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(form, event.submitter);
  });
}

async function change(form, button) {
  const wanted = new URLSearchParams(new FormData(form));
  if (button?.name) wanted.set(button.name, button.value);
  const url = `${form.action}?${wanted}`;
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page?.querySelector("[data-map]")) return location.assign(url);
  const focused = document.activeElement;
  history.replaceState(null, "", answer.url);
  for (const part of ["[data-map]", "#map-choice > summary", "#map-choice .map-rows"]) {
    const fresh = page.querySelector(part);
    document.querySelector(part).replaceWith(fresh);
    if (part === "[data-map]") attachAll(fresh);
  }
  again(form, focused)?.focus();
}

// The same box or button in the list that came, so that one can go on from there.
function again(form, old) {
  if (!old?.name || !form.contains(old)) return old?.name ? find(form, old) : null;
  return old;
}

function find(form, old) {
  return [...form.elements].find((one) => one.name === old.name && one.value === old.value);
}
