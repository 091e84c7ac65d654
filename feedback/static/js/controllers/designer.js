// The questionnaire editor without leaving the page: what is typed saves itself, buttons do their act in place, and the
// bar says how it stands. Nothing typed is lost: what could not be sent stays, is sent again, and leaving asks first.
import { dragging } from "../lib/dragging.js";
import { ask, freshToken, update } from "../lib/pages.js";
import { Saver } from "../lib/saver.js";
import { focusOn, goOn } from "../lib/typing.js";
import { written } from "../lib/written.js";

export default function designer(bar) {
  const root = bar.closest("main");
  const preview = () => root.dispatchEvent(new CustomEvent("designer:saved"));
  const saver = new Saver(root, (state) => say(bar, state), preview);
  let choices = Promise.resolve();
  const choose = (url, data, from, fits) => (choices = act(root, bar, saver, { url, data, from, fits }));
  // What is pressed while choices are asked for waits for them.
  const go = (url, data, from) => choices.then(() => act(root, bar, saver, { url, data, from }));
  const moved = (url, section, place) => go(url, { ...common(root), section, place, open: opened() });
  root.addEventListener("submit", (event) => submitted(event, saver, go));
  document.addEventListener("click", (event) => followed(event, root, saver, go));
  root.addEventListener("change", (event) => event.target.matches("[data-refresh]") && refresh(event.target.form, choose));
  root.addEventListener("change", (event) => event.target.matches("select[name=kind]") && another(saver, go));
  root.addEventListener("keydown", (event) => move(event));
  window.addEventListener("popstate", () => go(location.href));
  dragging(root, moved);
  goOn(root);
  scripted(root);
  if (saver.form?.dataset.unsaved) return say(bar, "refused");
  say(bar, "saved");
  saver.later();
}

async function submitted(event, saver, go) {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const own = form === saver.form;
  // What is being written is sent by its own button only, so that its errors show.
  if (own) await saver.rest();
  else if (!(await saver.save())) return;
  if (form.dataset.plain !== undefined) return leave(saver, () => form.submit());
  const data = new FormData(form, event.submitter);
  go(form.action, data, event.submitter);
}

async function followed(event, root, saver, go) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.getAttribute("href").startsWith("#") || link.target) return;
  const here = link.pathname === location.pathname && !link.matches("[data-preview], [data-width]");
  if (!here && !saver.dirty) return;
  event.preventDefault();
  if (!(await saver.save())) return;
  if (here && root.contains(link)) go(link.href, null, link);
  else leave(saver, () => location.assign(link.href));
}

function leave(saver, how) {
  saver.settle();
  how();
}

// Do an act and show the page it leads to; the focus goes to what was opened, else stays where it was.
async function act(root, bar, saver, { url, data, from, fits = () => true }) {
  if (bar.dataset.busy) return;
  bar.dataset.busy = "yes";
  const panel = from?.closest?.("section[aria-labelledby]")?.getAttribute("aria-labelledby");
  const was = { id: from?.id, row: from?.closest?.(".qrow")?.id, panel };
  say(bar, "saving");
  try {
    let answer = await ask(url, data);
    if (answer.status === 400 && data && (await freshToken())) {
      data.set?.("csrf_token", root.querySelector("[name=csrf_token]").value);
      answer = await ask(url, data);
    }
    if (!answer.page) return leave(saver, () => location.assign(answer.url));
    if (!fits()) return;
    update(answer.page, true);
    saver.settle();
    const address = answer.status === 200 && (answer.moved || !data) ? answer.url : location.href;
    if (address !== location.href) history.pushState(null, "", address);
    goOnFrom(root, was, answer.status === 200);
    say(bar, answer.status === 200 ? "saved" : "refused");
    root.dispatchEvent(new CustomEvent("designer:saved"));
  } catch {
    say(bar, "offline");
  } finally {
    delete bar.dataset.busy;
  }
}

function goOnFrom(root, was, went) {
  scripted(root);
  const wrong = went ? null : root.querySelector(".error-summary");
  const first = root.querySelector("form[data-autosave] [data-stop]");
  const empty = first && !first.value ? first : null;
  const condition = unsaid(root) ?? root.querySelector("#condition select");
  const same = (was.id && document.getElementById(was.id)) || null;
  const row = was.row && document.getElementById(was.row)?.querySelector("h3 a");
  const field = root.querySelector("form[data-autosave] :is(input:not([type=hidden]), textarea, select)");
  const panel = was.panel && root.querySelector(`section[aria-labelledby="${was.panel}"] > header a`);
  focusOn(wrong ?? empty ?? same ?? condition ?? first ?? field ?? row ?? panel);
}

// The first line of a condition that does not say yet what it depends on: a new one.
function unsaid(root) {
  return [...root.querySelectorAll("#condition select[name$=_subject]")].find((choice) => !choice.value);
}

// Hints about keys stand there; closing without saving, and asking for what fits, are for whoever has no script.
function scripted(root) {
  root.querySelectorAll("[data-refresh-button]").forEach((button) => (button.hidden = true));
  root.querySelectorAll("[data-scripted]").forEach((hint) => (hint.hidden = false));
  root.querySelectorAll("form[data-autosave] .buttons a").forEach((link) => (link.hidden = true));
}

function common(root) {
  const value = (name) => root.querySelector(`[name=${name}]`).value;
  return { csrf_token: value("csrf_token"), revision: value("revision") };
}

function opened() {
  return new URLSearchParams(location.search).get("open") ?? "";
}

// Choices of a condition that fit what was just chosen. What is chosen meanwhile is not lost: it is asked for again.
async function refresh(form, choose) {
  if (form.dataset.asking) return (form.dataset.asking = "again");
  form.dataset.asking = "yes";
  const data = new FormData(form);
  data.set("do", "refresh");
  const before = written(form);
  await choose(form.action, data, document.activeElement, () => written(form) === before);
  const again = form.isConnected && written(form) !== before;
  delete form.dataset.asking;
  if (again) refresh(form, choose);
}

// Another kind has other settings: the form comes anew.
async function another(saver, go) {
  if (await saver.save()) go(location.href);
}

function move(event) {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.dataset.stop === "option") return;
  const row = event.target.closest?.(".qrow");
  if (!row) return;
  event.preventDefault();
  document.getElementById(`${event.key === "ArrowUp" ? "up" : "down"}-${row.dataset.question}`)?.click();
}

function say(bar, state) {
  const words = bar.dataset[state] ?? "";
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  bar.querySelector("[data-state]").textContent = words.replace("{time}", time);
  bar.classList.toggle("is-waiting", state === "waiting" || state === "saving");
  bar.classList.toggle("is-wrong", ["offline", "refused", "conflict", "signedOut"].includes(state));
}
