// What is being written stays in this tab until the server has it: reloading the page, or answering the price beside it,
// loses nothing. A form says in data-draft whose text it is, and about what. What the server filled in is left alone.
const SENDING = "draft-sending";

if (location.hash === "#sent") {
  sessionStorage.removeItem(sessionStorage.getItem(SENDING));
  history.replaceState(history.state, "", location.pathname + location.search);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = `draft:${form.dataset.draft}`;
  const texts = [...form.querySelectorAll("textarea, input[type=text]")];
  const kept = JSON.parse(sessionStorage.getItem(name)) ?? {};
  for (const field of texts) if (!field.value && kept[field.name]) field.value = kept[field.name];
  form.addEventListener("input", () => {
    sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(texts.map((field) => [field.name, field.value]))));
  });
  form.addEventListener("submit", () => sessionStorage.setItem(SENDING, name));
}
