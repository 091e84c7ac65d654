// The summary of errors takes the focus when the page opens; autofocus alone is not kept by every browser.
export default function focus(element) {
  element.focus();
}
