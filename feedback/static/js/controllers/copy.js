// A link to send on: <div data-controller="copy"><input readonly><button data-copy-done="Copied" hidden>Copy</button></div>.
// Without script the text is there to be selected; the button shows itself only when it can work.
export default function copy(box) {
  const source = box.querySelector("input, textarea");
  const button = box.querySelector("button");
  if (!source || !button || !navigator.clipboard) return;
  const words = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value);
    button.textContent = button.dataset.copyDone;
    setTimeout(() => (button.textContent = words), 2000);
  });
}
