/* A link to another page changes the address as the browser's "back" does: Streamlit follows, the session stays.
   One that changes a part of the address (qg-change) keeps the others, as they stand when it is followed. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.qg-go, a.qg-change");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = new URL(link.href);
  if (link.matches(".qg-change"))
    for (const [name, value] of new URLSearchParams(location.search))
      if (!address.searchParams.has(name)) address.searchParams.append(name, value);
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
});

/* A panel of the page's head folds when one looks elsewhere, or with Escape. */
const foldPanels = (stays) => {
  for (const panel of document.querySelectorAll("details.qg-panel[open]")) if (!stays(panel)) panel.open = false;
};
document.addEventListener("click", (event) =>
  foldPanels((panel) => panel.contains(event.target) && !event.target.closest("a")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  foldPanels((panel) => {
    if (panel.contains(document.activeElement)) panel.querySelector("summary").focus();
    return false;
  });
});
