"""What axe finds on pages. Contrast takes it longer than all the rest: what looks the same is asked once.

How readable a text is depends on its size and colour and on what lies behind it, which is what it stands in. So a text
is not asked again once another passed whose elements, from the root on, are of the same kinds and classes and look the
same. What did not pass, or could not be told, is asked again on every page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.visiting import DESK, PHONE

OF_THE_LOOK = {"runOnly": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]}
"""What of axe depends on colours and width: the rest is asked at a desk in the light."""
LOOKS = (("dark", PHONE, OF_THE_LOOK), ("light", DESK, {}))
MARK = """(passed) => {
  const known = new Set(passed.split(" ")), looks = new Map();
  const short = (text) => {
    let [one, other] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      other = Math.imul(other ^ text.charCodeAt(at), 1597334677);
    }
    return (one >>> 0).toString(36) + (other >>> 0).toString(36);
  };
  const lookOf = (one) => {
    const is = getComputedStyle(one);
    return [one.tagName, one.getAttribute("class"), is.position, is.backgroundColor, is.backgroundImage, is.opacity,
      is.filter, is.mixBlendMode, is.color, is.fontSize, is.fontWeight, is.textShadow];
  };
  const look = (one) => {
    if (one && !looks.has(one)) looks.set(one, short([look(one.parentElement), ...lookOf(one)].join("|")));
    return one ? looks.get(one) : `${innerWidth}`;
  };
  const speaks = (one) => one.matches("input, select, textarea")
    || [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
  for (const one of document.body.querySelectorAll("*")) {
    delete one.dataset.ask;
    if (speaks(one) && (one.closest("svg") || !known.has(look(one)))) one.dataset.ask = look(one);
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-ask]"}]});
}"""
"""Every text whose look is not among those that passed, and every text in a picture, where none stands in another."""
RUN = """async (options) => {
  const usual = {iframes: false, selectors: false, elementRef: true};
  const {passes, violations} = await axe.run(document, {...usual, ...options});
  const contrast = passes.filter((rule) => rule.id === "color-contrast").flatMap((rule) => rule.nodes);
  return {
    passed: [...new Set(contrast.map((node) => node.element.dataset.ask))],
    wrong: violations.map((rule) => `${rule.id} at ${rule.nodes.slice(0, 3).map((node) => node.html).join(", ")}`),
  };
}"""


class Judge:
    """Asks axe about one page after another, in the same tab."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._passed: dict[str, set[str]] = {theme: set() for theme, _, _ in LOOKS}
        page.add_init_script(Axe().axe_script)

    def findings(self) -> list[str]:
        """About the page that is open: dark on a phone, light at a desk."""
        return [finding for look in LOOKS for finding in self._of_one_look(*look)]

    def _of_one_look(self, theme: str, size: Any, rules: Mapping[str, Any]) -> list[str]:
        self._page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        self._page.set_viewport_size(size)
        self._page.evaluate(MARK, " ".join(self._passed[theme]))
        told = self._page.evaluate(RUN, rules)
        self._passed[theme].update(told["passed"])
        return [f"{theme} at {size['width']} px: {one}" for one in told["wrong"]]
