// A ranking by pressing: the first option, then the next; each can go up, down and out again. The <select> of every
// option stays in the form and keeps what is sent. Nothing has to be dragged.

// Makes buttons of the places in the question `root`.
export function attach(root) {
  const words = root.querySelector("template[data-put]");
  const list = root.querySelector(".ranks");
  if (!words || !list || list.classList.contains("live")) return;
  new Ranking(root, list, words);
}

class Ranking {
  constructor(root, list, words) {
    this.list = list;
    this.words = words.dataset;
    this.icons = words.content;
    this.items = [...list.children].map((item) => this.item(item));
    this.places = Math.max(...this.items.map((one) => one.select.options.length - 1));
    this.order = this.items.filter((one) => one.select.value).sort((a, b) => a.select.value - b.select.value);
    this.status = document.createElement("p");
    this.status.className = "sr";
    this.status.setAttribute("aria-live", "polite");
    list.after(this.status);
    list.classList.add("live");
    const how = root.querySelector("[data-how]");
    if (how) how.textContent = `${how.textContent.trim()} ${how.dataset.how}`;
    this.draw();
  }

  item(row) {
    const label = row.querySelector("label");
    const select = row.querySelector("select");
    const one = { row, select, name: label.textContent.trim() };
    one.badge = document.createElement("span");
    one.badge.className = "badge";
    one.badge.setAttribute("aria-hidden", "true");
    one.put = this.button("put", () => this.put(one));
    one.put.append(one.badge, ...label.childNodes);
    one.moves = document.createElement("span");
    one.moves.className = "nudges";
    one.up = this.button("up", () => this.move(one, -1));
    one.down = this.button("down", () => this.move(one, 1));
    one.off = this.button("off", () => this.take(one));
    one.moves.append(one.up, one.down, one.off);
    label.remove();
    select.hidden = true;
    one.put.id = select.id;
    select.removeAttribute("id");
    row.prepend(one.put, one.moves);
    return one;
  }

  button(name, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.addEventListener("click", press);
    made.append(...[...this.icons.querySelectorAll(`.${name}`)].map((icon) => icon.cloneNode(true)));
    return made;
  }

  put(one) {
    if (this.order.includes(one) || this.order.length === this.places) return;
    this.order.push(one);
    this.tell(one, one.up);
  }

  move(one, step) {
    const at = this.order.indexOf(one);
    const other = this.order[at + step];
    if (!other) return;
    this.order[at + step] = one;
    this.order[at] = other;
    this.tell(one, step < 0 ? one.up : one.down);
  }

  take(one) {
    this.order = this.order.filter((other) => other !== one);
    this.tell(one, one.put);
  }

  // Shows the new order, says it, and leaves the focus where the person was working.
  tell(one, focused) {
    this.draw();
    const target = focused.disabled || focused.hidden ? (one.off.offsetParent ? one.off : one.put) : focused;
    target.focus({ preventScroll: true });
    const at = this.order.indexOf(one);
    const place = at < 0 ? this.words.none : this.words.at.replace("{n}", at + 1);
    this.status.textContent = `${one.name}: ${place}`;
    one.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    const rest = this.items.filter((one) => !this.order.includes(one));
    this.list.append(...[...this.order, ...rest].map((one) => one.row));
    this.order.forEach((one, at) => this.ranked(one, at));
    rest.forEach((one) => this.unranked(one));
  }

  ranked(one, at) {
    one.select.value = String(at + 1);
    one.row.classList.add("placed");
    one.badge.textContent = at + 1;
    one.put.disabled = true;
    one.put.setAttribute("aria-label", `${one.name}: ${this.words.at.replace("{n}", at + 1)}`);
    one.moves.hidden = false;
    one.up.disabled = at === 0;
    one.down.disabled = at === this.order.length - 1;
    for (const name of ["up", "down", "off"]) one[name].setAttribute("aria-label", `${this.words[name]}: ${one.name}`);
  }

  unranked(one) {
    one.select.value = "";
    one.row.classList.remove("placed");
    one.badge.textContent = "";
    one.moves.hidden = true;
    one.put.disabled = this.order.length === this.places;
    const next = this.words.put.replace("{n}", this.order.length + 1);
    one.put.setAttribute("aria-label", one.put.disabled ? `${one.name}: ${this.words.none}` : `${one.name}: ${next}`);
  }
}
