// Long work: asks for the element's own fragment again and puts it in place when it changed. The ETag makes an
// unchanged answer cost a 304. The fragment without data-poll-url ends the asking.
import { attachAll } from "../main.js";

const SHORTEST = 1000;
const LONGEST = 15000;

export default function poll(element, wait = SHORTEST, tag = "") {
  setTimeout(() => ask(element, wait, tag), wait);
}

async function ask(element, wait, tag) {
  if (!element.isConnected) return;
  if (document.hidden) return poll(element, wait, tag);
  const headers = tag ? { "If-None-Match": tag } : {};
  try {
    const answer = await fetch(element.dataset.pollUrl, { headers, credentials: "same-origin" });
    if (answer.status === 200) return replace(element, await answer.text(), answer.headers.get("ETag") ?? "");
    if (answer.status !== 304) return;
  } catch {
    // The network is away: keep asking, less and less often.
  }
  poll(element, Math.min(wait * 1.5, LONGEST), tag);
}

function replace(element, html, tag) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  if (!fresh) return;
  const next = fresh.dataset.pollUrl;
  fresh.dataset.controller = (fresh.dataset.controller ?? "").replace(/\bpoll\b/, "").trim();
  element.replaceWith(fresh);
  attachAll(fresh);
  if (next) poll(fresh, SHORTEST, tag);
}
