// What somebody wrote in a form, without what the page itself put there; of a file, its name.
export function written(form) {
  const values = [...new FormData(form)].filter(([name]) => name !== "csrf_token" && name !== "revision");
  return new URLSearchParams(values.map(([name, value]) => [name, value.name ?? value])).toString();
}

// The same as the page brought it: on a slow line people write before any script runs, and that is not saved yet.
export function brought(form) {
  const copy = form.cloneNode(true);
  HTMLFormElement.prototype.reset.call(copy);
  return written(copy);
}
