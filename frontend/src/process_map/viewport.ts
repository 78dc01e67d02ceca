/** Zoom and pan by the viewBox, so that the page keeps scrolling over a map that is not enlarged. */

export class Viewport {
  private scale = 1;
  private x = 0;
  private y = 0;
  private width = 1;
  private height = 1;
  private drag: { x: number; y: number; id: number } | null = null;
  /** true just after a drag: the click that ends it selects nothing */
  moved = false;

  constructor(private readonly drawing: SVGSVGElement) {
    drawing.addEventListener("wheel", this.onWheel, { passive: false });
    drawing.addEventListener("pointerdown", this.onDown);
    drawing.addEventListener("pointermove", this.onMove);
    drawing.addEventListener("pointerup", this.onUp);
    drawing.addEventListener("pointercancel", this.onUp);
  }

  resize(width: number, height: number): void {
    if (width !== this.width || height !== this.height) {
      this.width = width;
      this.height = height;
      this.fit();
    }
  }

  fit(): void {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.apply();
  }

  /** Enlarges around a point of the window (its centre by default). */
  zoom(factor: number, fx = 0.5, fy = 0.5): void {
    const next = Math.min(4, Math.max(1, this.scale * factor));
    const [w, h] = [this.width / this.scale, this.height / this.scale];
    const [nw, nh] = [this.width / next, this.height / next];
    this.x += (w - nw) * fx;
    this.y += (h - nh) * fy;
    this.scale = next;
    this.apply();
  }

  /** Moves an enlarged map so that a box is in view. */
  reveal(x: number, y: number, w: number, h: number): void {
    if (this.scale === 1) return;
    const [vw, vh] = [this.width / this.scale, this.height / this.scale];
    if (x < this.x || x + w > this.x + vw) this.x = x + w / 2 - vw / 2;
    if (y < this.y || y + h > this.y + vh) this.y = y + h / 2 - vh / 2;
    this.apply();
  }

  private apply(): void {
    const [w, h] = [this.width / this.scale, this.height / this.scale];
    this.x = Math.min(Math.max(0, this.x), this.width - w);
    this.y = Math.min(Math.max(0, this.y), this.height - h);
    const box = [this.x, this.y, w, h].map((value) => Math.round(value * 10) / 10).join(" ");
    this.drawing.setAttribute("viewBox", box);
    this.drawing.classList.toggle("enlarged", this.scale > 1);
  }

  private readonly onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const area = this.drawing.getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY / 300), (event.clientX - area.x) / area.width, (event.clientY - area.y) / area.height);
  };

  private readonly onDown = (event: PointerEvent): void => {
    this.moved = false;
    if (this.scale > 1 && event.button === 0) this.drag = { x: event.clientX, y: event.clientY, id: event.pointerId };
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (!this.drag || event.pointerId !== this.drag.id) return;
    const dx = event.clientX - this.drag.x;
    const dy = event.clientY - this.drag.y;
    if (!this.moved && Math.hypot(dx, dy) < 4) return;
    if (!this.moved) this.drawing.setPointerCapture(event.pointerId);
    this.moved = true;
    this.drag = { ...this.drag, x: event.clientX, y: event.clientY };
    const ratio = this.width / this.scale / this.drawing.getBoundingClientRect().width;
    this.x -= dx * ratio;
    this.y -= dy * ratio;
    this.apply();
  };

  private readonly onUp = (): void => {
    this.drag = null;
  };
}
