// Asks the server for a page and puts its parts in the place of ours: those marked data-live, found by their ids.
import { attachAll } from "../main.js";

export class SignedOut extends Error {}

// What the server answered: the status, the address it led to and the page. Throws where there is no network.
export async function ask(url, data) {
  const body = data ? new URLSearchParams(data) : undefined;
  const answer = await fetch(url, { method: data ? "POST" : "GET", body, credentials: "same-origin" });
  if (answer.status >= 500) throw new Error("the server is away");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("design-list")) {
    if (answer.url.includes("/login")) throw new SignedOut();
    return { status: answer.status, url: answer.url, moved: answer.redirected, page: null };
  }
  return { status: answer.status, url: answer.url, moved: answer.redirected, page };
}

// The token of forms runs out in time; a fresh page brings a new one.
export async function freshToken() {
  const { page } = await ask(location.href);
  const token = page?.querySelector("[name=csrf_token]")?.value;
  if (token) document.querySelectorAll("[name=csrf_token]").forEach((field) => (field.value = token));
  return Boolean(token);
}

// `whole`: everything that is live; else only what is not being written in.
export function update(page, whole) {
  const unfolded = [...document.querySelectorAll("main details[open][id]")].map((one) => one.id);
  for (const fresh of page.querySelectorAll("[data-live]")) {
    if (!whole && fresh.dataset.live !== "save") continue;
    const old = document.getElementById(fresh.id);
    if (!old || old === fresh) continue;
    old.replaceWith(fresh);
    attachAll(fresh);
  }
  unfolded.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (whole) {
    document.querySelectorAll("main > .notices").forEach((one) => one.remove());
    document.querySelector("main > .cols")?.before(...page.querySelectorAll("main > .notices"));
    document.title = page.title;
  }
  const revision = document.querySelector("[data-revision]")?.dataset.revision;
  if (revision) document.querySelectorAll("main [name=revision]").forEach((field) => (field.value = revision));
}
