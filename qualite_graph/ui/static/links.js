/* A link to another page changes the address as the browser's "back" does: Streamlit follows, the session stays. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.qg-go");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
});
