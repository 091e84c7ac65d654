// A search in a long list: the combobox of the ARIA Authoring Practices (editable, list autocomplete, no inline
// completion) over the browser's own <select>, which stays in the form and keeps what is sent.

const MOST = 200; // options drawn at once; more letters bring the others
let made = 0;

// Adds the search to the question `root`, whose <select> and <template> say what there is to choose and in which words.
export function attach(root) {
  const select = root.querySelector("select");
  const words = root.querySelector("template[data-search]");
  if (!select || !words || select.hidden) return;
  const box = new Search(select, words.dataset, ++made);
  select.after(box.frame);
  select.hidden = true;
}

class Search {
  constructor(select, words, number) {
    this.select = select;
    this.words = words;
    this.current = -1;
    this.options = [...select.options].filter((one) => one.value).map((one, n) => this.option(one, `d${number}-${n}`));
    this.input = field(select, `d${number}`, words.search);
    this.list = element("ul", { id: `d${number}`, role: "listbox", className: "found", hidden: true });
    this.list.setAttribute("aria-label", words.search);
    this.status = element("p", { className: "sr" });
    this.status.setAttribute("aria-live", "polite");
    this.frame = element("div", { className: "combo" });
    this.frame.append(this.input, this.list, this.status);
    this.show();
    this.listen();
  }

  option(own, id) {
    const item = element("li", { id, role: "option", textContent: own.textContent, lang: own.lang });
    return { own, item, plain: plain(own.textContent) };
  }

  listen() {
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.list.hidden && this.open(""));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    // Pressing must not take the focus away before the choice is made.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(this.found.find((one) => one.item.contains(event.target))));
    this.select.form?.addEventListener("reset", () => setTimeout(() => this.show()));
  }

  // Lists what holds the letters that were written, what begins with them first.
  open(written) {
    const wanted = plain(written);
    const fitting = this.options.filter((one) => one.plain.includes(wanted));
    const later = (one) => Number(!one.plain.startsWith(wanted));
    this.found = fitting.sort((one, other) => later(one) - later(other)).slice(0, MOST);
    this.list.replaceChildren(...this.found.map((one) => one.item));
    this.list.hidden = this.found.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
    this.status.textContent = fitting.length ? this.words.found.replace("{n}", fitting.length) : this.words.none;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  mark(at) {
    this.current = at;
    for (const one of this.options) one.item.setAttribute("aria-selected", "false");
    const item = this.found?.[at]?.item;
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.open("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = this.current < 0 && step < 0 ? 0 : this.current;
      if (this.found.length) this.mark((from + step + this.found.length) % this.found.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      this.choose(this.found[this.current] ?? (this.found.length === 1 ? this.found[0] : undefined));
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
      this.show();
    }
  }

  choose(one) {
    if (!one) return;
    this.set(one.own.value);
    this.close();
  }

  set(value) {
    const before = this.select.value;
    this.select.value = value;
    this.show();
    if (before !== value) this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Leaving takes what was written to the end, empties what was emptied, and otherwise keeps the choice before.
  leave() {
    const written = plain(this.input.value);
    const exact = this.options.find((one) => one.plain === written);
    this.close();
    if (exact) this.set(exact.own.value);
    else if (!written) this.set("");
    else this.show();
  }

  show() {
    const own = this.select.selectedOptions[0];
    this.input.value = own?.value ? own.textContent : "";
  }
}

function field(select, list, search) {
  const input = element("input", { type: "text", className: "txt", placeholder: search, autocomplete: "off" });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  input.setAttribute("aria-required", String(select.required));
  select.required = false;
  input.id = select.id;
  select.removeAttribute("id");
  return input;
}

function element(name, properties) {
  const { role, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  if (role) made.setAttribute("role", role);
  return made;
}

// Letters without case and accents, so that "peru" finds "Perú".
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
