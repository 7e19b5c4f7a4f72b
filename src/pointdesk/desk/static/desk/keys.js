// Single keys for those who live at the desk. Everything they do is on the page too; one switch turns them off.
const on = document.body.dataset.keys === "on";
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

const step = (by) => {
  const links = [...document.querySelectorAll(".queue .subject")];
  const here = links.indexOf(document.activeElement);
  const next = links[here === -1 ? (by > 0 ? 0 : links.length - 1) : here + by];
  if (!next) return false;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
};

const write = (mode) => {
  const choice = document.querySelector(`.composer [name="mode"][value="${mode}"]`);
  const text = document.querySelector(`.composer form[data-kind="${mode}"] textarea`);
  if (!choice || !text) return false;
  choice.checked = true;
  text.focus();
  return true;
};

// To the first thing that one can press there; what is folded unfolds. Nothing is pressed: Enter does that.
const go = (place) => {
  const target = document.querySelector(place)?.querySelector("input:not([type=hidden]), select, textarea, button, summary, a[href]");
  if (!target) return false;
  const menu = target.closest("details");
  if (menu) menu.open = true;
  target.focus();
  return true;
};

const search = () => {
  const field = document.querySelector('[type="search"]');
  if (field) field.focus();
  else document.querySelector('[data-key="/"]').click();
  return true;
};

const help = () => {
  document.getElementById("keys").showModal();
  return true;
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  r: () => write("reply"),
  n: () => write("note"),
  p: () => go('[aria-labelledby="price"]'),
  a: () => go('[data-key="a"]'),
  s: () => go('[data-key="s"]'),
  "/": search,
  "?": help,
};

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (keys[event.key]?.()) event.preventDefault();
});
