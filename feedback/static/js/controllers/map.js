// The map by keyboard: with the focus on it, left and right go a whole stage on, Home and End to the first and the last.
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export default function map(region) {
  region.addEventListener("keydown", (event) => {
    if (event.target !== region || event.altKey || event.ctrlKey || event.metaKey) return;
    const heads = [...region.querySelectorAll("thead th[scope=col]")];
    const width = heads[0]?.offsetWidth;
    if (!width) return;
    if (event.key in STEPS) region.scrollLeft = (Math.round(region.scrollLeft / width) + STEPS[event.key]) * width;
    else if (event.key === "Home") region.scrollLeft = 0;
    else if (event.key === "End") region.scrollLeft = region.scrollWidth;
    else return;
    event.preventDefault();
  });
}
