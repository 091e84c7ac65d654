// What others change while it is looked at: asks for the element's own fragment again and again, and puts it in place
// without losing ticks, focus or opened details. An unchanged answer costs a 304.
import { attachAll } from "../main.js";

const WAIT = 2500;
const LONGEST = 30000;
let away = false;

export default function live(element, wait = pace(element)) {
  setTimeout(() => ask(element, wait), wait);
}

async function ask(element, wait) {
  if (!element.isConnected) return;
  if (document.hidden) return live(element);
  const headers = { "If-None-Match": `"${element.dataset.liveTag}"` };
  try {
    const answer = await fetch(element.dataset.liveUrl, { headers, credentials: "same-origin", redirect: "error" });
    if (answer.status === 200) return replace(element, await answer.text());
    if (answer.status !== 304) throw new Error(answer.statusText);
    if (away) say("");
    live(element);
  } catch {
    say("away");
    live(element, Math.min(wait * 2, LONGEST));
  }
}

function replace(element, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(element.id);
  if (!fresh) return;
  keep(element, fresh);
  const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
  const again = fresh.dataset.liveUrl;
  fresh.dataset.controller = "";
  element.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus();
  attachAll(fresh);
  if (again) live(fresh);
  if (count(fresh) > count(element)) say("news", count(fresh));
  else if (away) say("");
}

function keep(before, after) {
  for (const ticked of before.querySelectorAll("input:checked[id]")) {
    const same = after.querySelector(`#${CSS.escape(ticked.id)}`);
    if (same) same.checked = true;
  }
}

// A page that must not be late asks more often: data-live-wait, in milliseconds.
function pace(element) {
  return Number(element.dataset.liveWait) || WAIT;
}

function count(board) {
  return Number(board.querySelector("[data-live-count]")?.dataset.liveCount ?? 0);
}

function say(what, notes = "") {
  away = what === "away";
  const line = document.getElementById("live-news");
  if (line) line.textContent = what ? line.dataset[what].replace("{count}", notes) : "";
}
