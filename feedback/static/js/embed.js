// Puts a questionnaire into any page: <script async src="…/static/js/embed.js" data-survey="…" data-title="…"></script>,
// where data-survey is an open link and data-title names the frame for those who do not see it. It makes a frame in the place of the script and keeps it as high as what it shows. It sets no cookie, stores
// nothing, and hears of the frame nothing but its height.
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const address = new URL(script.dataset.survey, home);
  if (address.origin !== home) return;
  address.searchParams.set("embed", "1");

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || address.hostname;
  frame.referrerPolicy = "no-referrer";
  frame.width = "100%";
  frame.height = "640";
  frame.frameBorder = "0";
  frame.addEventListener("load", () => frame.contentWindow.postMessage({ type: "feedback:hello" }, home));
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== home || event.data?.type !== "feedback:height") return;
    if (event.data.height > 0) frame.height = String(event.data.height);
  });
  script.after(frame);
})();
