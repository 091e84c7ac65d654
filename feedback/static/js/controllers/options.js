// Options as lines: Enter makes the next one, several pasted lines become one each, Alt with the arrows moves a line.
import { focusOn, picker } from "../lib/typing.js";

export default function options(list) {
  list.classList.add("is-scripted");
  list.classList.toggle("has-codes", "showCodes" in list.dataset);
  list.querySelectorAll("[data-codes], [data-scripted], .option-tools").forEach((one) => (one.hidden = false));
  list.addEventListener("keydown", (event) => event.target.matches("[data-stop]") && typed(list, event));
  list.addEventListener("paste", (event) => event.target.matches("[data-stop]") && pasted(list, event));
  list.addEventListener("click", (event) => clicked(list, event.target));
}

const lines = (list) => [...list.querySelectorAll("[data-line]")];
const fields = (line) => [...line.querySelectorAll("input")];
const words = (line) => [...line.querySelectorAll("[data-stop]")];
const isEmpty = (line) => words(line).every((field) => !field.value.trim());

function typed(list, event) {
  const line = event.target.closest("[data-line]");
  const column = words(line).indexOf(event.target);
  const at = lines(list).indexOf(line);
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (isEmpty(line)) return focusOn(picker(list.closest("main")));
    const following = lines(list)[at + 1] ?? added(list);
    if (!following) return focusOn(picker(list.closest("main")));
    const next = words(following);
    focusOn(next[next[0].value ? column : 0]);
  } else if (event.key === "Backspace" && isEmpty(line) && at > 0) {
    event.preventDefault();
    focusOn(words(lines(list)[at - 1])[column]);
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    const other = moved(list, at, event.key === "ArrowUp" ? -1 : 1);
    if (other) focusOn(words(other)[column]);
  }
}

function pasted(list, event) {
  const texts = event.clipboardData.getData("text").split(/\r?\n/).map((text) => text.trim()).filter(Boolean);
  if (texts.length < 2) return;
  event.preventDefault();
  const line = event.target.closest("[data-line]");
  const column = words(line).indexOf(event.target);
  const first = lines(list).indexOf(line);
  texts.forEach((text, place) => {
    const into = lines(list)[first + place] ?? added(list);
    if (!into) return;
    const field = words(into)[column];
    field.value = text;
    focusOn(field);
  });
  told(list);
}

// Another line like the last one, with names of its own.
function added(list) {
  const last = lines(list).at(-1);
  if (last.querySelector(".option-point")) return null;
  const line = last.cloneNode(true);
  const [sort, number] = fields(last)[0].name.split("_");
  for (const element of line.querySelectorAll("[name], [for]")) {
    for (const part of ["name", "id", "htmlFor"]) {
      if (element[part]) element[part] = element[part].replace(`${sort}_${number}_`, `${sort}_${+number + 1}_`);
    }
    if (element.matches("input")) element.value = "";
  }
  last.after(line);
  return line;
}

// Lines stay where they are; what stands in them changes places, but for their numbers.
function moved(list, at, step) {
  const [line, other] = [lines(list)[at], lines(list)[at + step]];
  if (!other) return null;
  fields(line).forEach((field, index) => {
    if (field.name.endsWith("_place")) return;
    [field.value, fields(other)[index].value] = [fields(other)[index].value, field.value];
  });
  told(list);
  return other;
}

function clicked(list, target) {
  const toggle = target.closest("[data-codes]");
  if (toggle) toggle.setAttribute("aria-pressed", list.classList.toggle("has-codes"));
  const button = target.closest("[data-do]");
  if (!button) return;
  const at = lines(list).indexOf(button.closest("[data-line]"));
  if (button.dataset.do === "remove") return removed(list, at);
  const other = moved(list, at, button.dataset.do === "up" ? -1 : 1);
  other?.querySelector(`[data-do=${button.dataset.do}]`).focus();
}

function removed(list, at) {
  fields(lines(list)[at]).forEach((field) => field.name.endsWith("_place") || (field.value = ""));
  focusOn(words(lines(list)[at])[0]);
  told(list);
}

function told(list) {
  list.dispatchEvent(new Event("input", { bubbles: true }));
}
