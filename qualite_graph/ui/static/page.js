/* A link to another page changes the address as the browser's "back" does: Streamlit follows, the session stays.
   One that changes a part of the address (qg-change) keeps the others, as they stand when it is followed. */
const FOLLOWED = "a.qg-go, a.qg-change, a.qg-name, a.qg-degree";

const target = (link) => {
  link.dataset.asked ??= link.getAttribute("href");
  const address = new URL(link.dataset.asked, document.baseURI);
  if (!link.matches(".qg-change")) return address;
  const asked = [...address.searchParams.keys()];
  address.pathname = location.pathname;
  for (const [name, value] of new URLSearchParams(location.search))
    if (!asked.includes(name)) address.searchParams.append(name, value);
  return address;
};

/* Opened in a tab of its own, or copied, it says the whole address too. */
for (const kind of ["pointerdown", "focusin"])
  document.addEventListener(kind, (event) => {
    const link = event.target.closest?.("a.qg-change");
    if (link) link.href = target(link);
  }, true);

/* With another button or a key held, a link is the browser's. */
const isPlain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

document.addEventListener("click", (event) => {
  const link = event.target.closest(FOLLOWED);
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  follow(link);
});

/* A run that ends while a link is pressed may write it anew: the browser then sees no click. */
let pressed = null;
document.addEventListener("pointerdown", (event) => { pressed = event.target.closest?.(FOLLOWED); }, true);
document.addEventListener("pointerup", (event) => {
  if (!pressed || pressed.isConnected || !isPlain(event)) return;
  const link = event.target.closest?.(FOLLOWED);
  if (link && target(link).href === target(pressed).href) follow(link);
}, true);

/* A field that searches is a link to what is written in it; the keyboard goes on to what is found. */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.qg-search")) return;
  event.preventDefault();
  const link = document.createElement("a");
  link.className = "qg-change";
  link.href = `?${new URLSearchParams(new FormData(event.target))}`;
  follow(link, [".qg-found-names a", ".qg-search input"], event.target);
});

const follow = (link, places = placesOf(link), left = link) => {
  const here = new URL(location), address = target(link);
  if (address.href === here.href || link.getAttribute("aria-current") === "true") return;
  if (address.pathname === here.pathname) {
    /* "Back" has to find what the address leaves unsaid: the language in force, and that nothing was chosen. */
    here.searchParams.set("lang", document.documentElement.lang);
    for (const name of address.searchParams.keys()) if (!here.searchParams.has(name)) here.searchParams.set(name, "");
    history.replaceState(history.state, "", here);
  }
  refocus(left, places);
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
};

/* What holds the link is written anew: who came by keyboard goes on where the link was, or close to it. */
const placesOf = (link) => {
  const panel = link.closest(".qg-panel"), tools = link.matches(".qg-change") && link.closest(".qg-tools");
  return panel ? [`.qg-panel[data-name="${panel.dataset.name}"] > summary`]
    : tools ? [`.qg-tools a[data-place="${link.dataset.place}"]`, ".qg-tools a[aria-current]", ".qg-tools a"]
    : link.closest(".qg-switch") ? [".qg-switch a[aria-current]"]
    : [".qg-crumbs [aria-current]", "h1"];
};
const refocus = (left, places) => {
  const observer = new MutationObserver(() => {
    if (left.isConnected) return;
    const written = places.map((place) => document.querySelector(place)).find((found) => found);
    if (!written) return;
    observer.disconnect();
    if (document.activeElement !== document.body) return;
    if (!written.matches("a, input, summary")) written.tabIndex = -1;
    written.focus({ preventScroll: true });
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
/* The provider that one signs in at leads back to the home: one goes on from there to the page where one was asked. */
const PLACE = "qualite_graph place";
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".st-key-entrance button")) sessionStorage.setItem(PLACE, location.pathname + location.search);
});
const arrive = (atHome) => {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!place || !atHome) return;
  const here = new URL(location), wanted = new URL(location.origin + place);
  const isThere = [...wanted.searchParams].every(([name, value]) => here.searchParams.get(name) === value);
  if (wanted.pathname !== here.pathname || !isThere) location.replace(wanted);
};
window.qualiteGraph = { choose: chooseInLists, arrive };

/* In an open panel, arrows, Home, End and the first letters of a name move along its links. */
let typed = "", typedAt = 0;
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("details.qg-panel[open]")?.querySelector("nav");
  if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...list.querySelectorAll("a")], at = links.indexOf(event.target);
  const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? links.length - 1 : at - 1, Home: 0, End: links.length - 1 };
  let place = steps[event.key];
  if (place === undefined) {
    if (event.key.length !== 1 || event.key === " ") return;
    typed = (event.timeStamp - typedAt < 800 ? typed : "") + plainly(event.key);
    typedAt = event.timeStamp;
    place = links.findIndex((link) => plainly(link.textContent).split(/[\s'’:]+/).some((word) => word.startsWith(typed)));
    if (place < 0) return;
  }
  event.preventDefault();
  links[Math.min(Math.max(place, 0), links.length - 1)]?.focus();
});
const plainly = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* A reader's voice tells what changes in a place that stays, seldom what is written anew with its place: what a search
   has found, or not, is told from there. */
const voice = document.createElement("div");
voice.className = "qg-voice";
voice.setAttribute("role", "status");
let telling = 0;
new MutationObserver((changes) => {
  if (changes.every(({ target }) => target === voice)) return;
  clearTimeout(telling);
  telling = setTimeout(() => {
    if (!voice.isConnected) document.body.append(voice);
    const said = [...document.querySelectorAll(".qg-said")].map((one) => one.textContent).join(" ");
    if (said !== voice.textContent) voice.textContent = said;
  }, 200);
}).observe(document.documentElement, { childList: true, subtree: true });
