// Makes answering safer where scripts run; every page works without. It sends in the background, once however often
// the button is pressed; when the network is lost the page stays, says so, and sends when it is back, with the same
// submission id, so that nothing is stored twice. What is typed stays on the device only if the person ticks the box.
const WAITS = [2, 4, 8, 15, 30];
let busy = false;
let sent = false;
let again = null;
let timer = 0;

const form = () => document.getElementById("answer");
const device = () => form().querySelector("[data-keep]");
const box = () => device().querySelector("input");

function say(name) {
  const line = form().querySelector(".saved");
  line.dataset.state = name;
  line.textContent = form().dataset[name];
}

function packed(button) {
  const data = new URLSearchParams(new FormData(form()));
  if (button?.name) data.append(button.name, button.value);
  return data;
}

// --- sending ---------------------------------------------------------------------------------------

async function send(button, turned = false, tries = 0) {
  if (busy) return;
  busy = true;
  again = null;
  clearTimeout(timer);
  form().setAttribute("aria-busy", "true");
  say("sending");
  remember();
  let answer;
  try {
    answer = await fetch(form().action, { method: "POST", body: packed(button) });
    if (answer.redirected) thank(answer.url);
    else await show(answer, turned);
  } catch {
    settle(answer ? "failed" : "waiting");
    if (!answer) wait(() => send(button, turned, tries + 1), tries);
  }
}

// What the form holds by then is what is sent.
function wait(next, tries) {
  again = next;
  timer = setTimeout(() => again?.(), 1000 * WAITS[Math.min(tries, WAITS.length - 1)]);
}

function settle(state) {
  busy = false;
  form().removeAttribute("aria-busy");
  say(state);
}

// Whoever uses this device next must not find these answers by going back.
function thank(url) {
  sent = true;
  say("sent");
  store.drop();
  history.replaceState(null, "");
  location.assign(url);
}

// --- the next page ---------------------------------------------------------------------------------

async function show(answer, turned) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main[data-state]");
  if (!main) return settle(answer.status === 413 ? "large" : "failed");
  const before = document.querySelector("main").dataset.page;
  busy = false;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  for (const link of page.querySelectorAll("link[rel=stylesheet]")) {
    if (!document.head.querySelector(`link[href="${link.getAttribute("href")}"]`)) document.head.append(link);
  }
  document.body.replaceWith(page.body);
  if (form()) begin();
  if (form()) place(main.dataset.page !== before && !turned);
  attend();
}

// A page of several is a step of the browser's own history; what it carries is sealed, and survives a reload.
function place(isNew) {
  const carried = form().elements.namedItem("page");
  if (!carried) return;
  const submission = form().elements.namedItem("submission_id").value;
  const steps = (history.state?.steps ?? 0) + (isNew ? 1 : 0);
  const state = { steps, submission, page: carried.value };
  if (isNew) history.pushState(state, "");
  else history.replaceState(state, "");
  shown = steps;
}
let shown = 0;

function attend() {
  const first = document.querySelector("[role=alert], #place") ?? document.querySelector("h1");
  first.tabIndex = -1;
  scrollTo(0, 0);
  first.focus({ preventScroll: true });
}

// The same page as the server draws it again: nothing is stored by that.
async function redraw(values) {
  const body = new URLSearchParams(values);
  body.set("lang", document.documentElement.lang);
  busy = true;
  try {
    await show(await fetch(form().action, { method: "POST", body }), true);
  } catch {
    settle("waiting");
  }
}

// --- on this device, only if asked for -------------------------------------------------------------

function key() {
  const address = new URL(form().action);
  address.searchParams.delete("lang");
  return `answer:${address.pathname}${address.search}`;
}

// Storage may be full or forbidden: the page itself still has everything.
const store = {
  get() { try { return localStorage.getItem(key()); } catch { return null; } },
  put(text) { try { localStorage.setItem(key(), text); } catch { box().checked = false; } },
  drop() { try { localStorage.removeItem(key()); } catch { return; } },
};

function remember() {
  if (box().checked) store.put(packed().toString());
  offer();
}

function offer() {
  device().querySelector("button").hidden = !store.get();
}

// The box is there only where scripts run; it has no name, so it is never sent.
function furnish() {
  const line = device();
  const label = document.createElement("label");
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: Boolean(store.get()) });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: line.dataset.delete });
  label.append(tick, ` ${line.dataset.keep}`);
  line.append(label, " ", button);
  tick.addEventListener("change", () => (tick.checked ? remember() : forget()));
  button.addEventListener("click", () => { forget(); tick.focus(); });
  offer();
}

function forget() {
  store.drop();
  box().checked = false;
  offer();
}

// --- beginning -------------------------------------------------------------------------------------

function begin() {
  const one = form();
  one.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.submitter);
  });
  one.addEventListener("input", (event) => { if (event.target !== box()) remember(); });
  furnish();
  for (const part of one.querySelectorAll("[data-kind]")) {
    import(`./answer/${part.dataset.kind}.js`).then((module) => module.attach(part));
  }
}

addEventListener("online", () => again?.());
addEventListener("pageshow", (event) => { if (event.persisted && sent) location.reload(); });
addEventListener("popstate", () => {
  if (!form()) return location.reload();
  const steps = history.state?.steps ?? 0;
  const button = form().querySelector(steps < shown ? "button[value=back]" : ".go");
  shown = steps;
  if (button) send(button, true);
});

if (form()) {
  begin();
  const carried = history.state?.page && { submission_id: history.state.submission, page: history.state.page };
  const kept = location.search.includes("resume=") ? null : store.get();
  if (carried || kept) redraw(kept ?? carried);
  else place(false);
}
