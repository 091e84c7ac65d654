// Saves the form that is being written in, after a short pause, one request at a time. What could not be sent stays
// where it was typed and is sent again; `say` is told how things stand.
import { SignedOut, ask, freshToken, update } from "./pages.js";
import { brought, written } from "./written.js";

const PAUSE = 700;
const AGAIN = [2000, 4000, 8000, 15000, 30000];

export class Saver {
  constructor(root, say, saved) {
    Object.assign(this, { root, say, saved, tries: 0, paused: false, running: null, timer: 0 });
    this.settle(brought);
    root.addEventListener("input", () => this.later());
    root.addEventListener("change", () => this.later());
    window.addEventListener("online", () => this.save());
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
  }

  get form() {
    return this.root.querySelector("form[data-autosave]");
  }

  get dirty() {
    const kept = this.root.querySelector("form[data-keep]");
    return (this.form && written(this.form) !== this.sent) || (kept && written(kept) !== this.kept) || false;
  }

  // What stands in the forms now is what the server has; when the page was just opened, what it came with.
  settle(read = written) {
    const kept = this.root.querySelector("form[data-keep]");
    this.sent = this.form && !this.form.dataset.unsaved ? read(this.form) : null;
    this.kept = kept ? read(kept) : null;
    this.paused = this.form?.dataset.unsaved === "conflict";
  }

  later(wait = PAUSE) {
    if (!this.form || this.paused || written(this.form) === this.sent) return;
    if (!this.running && this.tries === 0) this.say("waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Nothing is on its way any more, and nothing will be sent by itself.
  async rest() {
    clearTimeout(this.timer);
    while (this.running) await this.running;
  }

  // True when nothing is left to save.
  async save() {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.paused || !this.form || written(this.form) === this.sent) return !this.paused;
    this.running = this.#send(this.form, written(this.form));
    const went = await this.running;
    this.running = null;
    return went && this.form && written(this.form) !== this.sent ? this.save() : went;
  }

  async #send(form, text) {
    this.say("saving");
    try {
      const answer = await this.#post(form, text);
      return this.#heard(answer, text);
    } catch (error) {
      this.say(error instanceof SignedOut ? "signedOut" : "offline");
      this.timer = setTimeout(() => this.save(), AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
      return false;
    }
  }

  async #post(form, text) {
    const data = () => [...new URLSearchParams(text), ...hidden(form), ["stay", "1"]];
    const answer = await ask(form.action, data());
    return answer.status === 400 && (await freshToken()) ? ask(form.action, data()) : answer;
  }

  #heard({ status, page }, text) {
    this.tries = 0;
    if (!page) throw new Error(`unexpected answer ${status}`);
    update(page, false);
    if (status === 200) {
      this.sent = text;
      this.say("saved");
      this.saved();
      return true;
    }
    this.paused = status === 409;
    this.say(status === 409 ? "conflict" : "refused");
    if (status !== 409) this.sent = null;
    return false;
  }
}

function hidden(form) {
  return ["csrf_token", "revision"].map((name) => [name, form.elements[name]?.value ?? ""]);
}
