/** The map alone on the screen, for a projector. */

/** Fills the screen with the element, or gives the page back. */
export function fullScreen(element: HTMLElement): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void element.requestFullscreen();
}
