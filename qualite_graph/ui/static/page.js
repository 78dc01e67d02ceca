/* A link to another page changes the address as the browser's "back" does: Streamlit follows, the session stays.
   One that changes a part of the address (qg-change) keeps the others, as they stand when it is followed. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.qg-go, a.qg-change, a.qg-name, a.qg-degree");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const here = new URL(location), address = new URL(link.href);
  const asked = [...address.searchParams.keys()];
  if (link.matches(".qg-change"))
    for (const [name, value] of here.searchParams) if (!asked.includes(name)) address.searchParams.append(name, value);
  if (address.pathname === here.pathname) {
    /* "Back" has to find what the address leaves unsaid: the language in force, and that nothing was chosen. */
    here.searchParams.set("lang", document.documentElement.lang);
    for (const name of asked) if (!here.searchParams.has(name)) here.searchParams.set(name, "");
    history.replaceState(history.state, "", here);
  }
  if (link.closest(".qg-panel, .qg-switch, .qg-tools")) refocus(link);
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
});

/* What holds the link is written anew: who came by keyboard goes on where the link was. */
const refocus = (link) => {
  const panel = link.closest(".qg-panel");
  const place = panel
    ? `.qg-panel[data-name="${panel.dataset.name}"] > summary`
    : link.dataset.place ? `.qg-tools a[data-place="${link.dataset.place}"]`
    : `${link.closest(".qg-tools") ? ".qg-tools" : ".qg-switch"} a[aria-current]`;
  const observer = new MutationObserver(() => {
    const written = document.querySelector(place);
    if (!written || link.isConnected) return;
    observer.disconnect();
    if (document.activeElement === document.body) written.focus();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), 10000);
};

/* A panel folds when one goes elsewhere, by mouse or by keyboard, or with Escape. */
const foldPanels = (stays) => {
  for (const panel of document.querySelectorAll("details.qg-panel[open]")) if (!stays(panel)) panel.open = false;
};
document.addEventListener("click", (event) =>
  foldPanels((panel) => panel.contains(event.target) && !event.target.closest("a")));
document.addEventListener("focusin", (event) => foldPanels((panel) => panel.contains(event.target)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  foldPanels((panel) => {
    if (panel.contains(document.activeElement)) panel.querySelector("summary").focus();
    return false;
  });
});

/* A list of choices is the same whatever is chosen: a script beside it names the choice, which is marked here and
   brought into sight in the list, while the page stays where it is. */
const chooseInLists = (chosen, tries = 0) => {
  const lists = [...document.querySelectorAll(".qg-list")];
  if (!lists.length && tries < 20) return void setTimeout(chooseInLists, 100, chosen, tries + 1);
  for (const list of lists) {
    for (const link of list.querySelectorAll("a[aria-current]")) link.removeAttribute("aria-current");
    const link = chosen && list.querySelector(`a[data-stands-for~="${CSS.escape(chosen)}"]`);
    if (!link) continue;
    link.setAttribute("aria-current", "true");
    const place = link.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom)
      list.scrollTop += place.top - frame.top - frame.height / 3;
  }
};
window.qualiteGraph = { choose: chooseInLists };
