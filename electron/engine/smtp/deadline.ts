/**
 * A deadline that is set anew for every wait, nearly all of which end long before it: its timer is left running and looks, when it
 * goes off, whether the time has really come. Only a deadline before that needs another timer.
 */
export class Deadline {
  private timer: NodeJS.Timeout | undefined;
  private goesOffMs = Infinity;
  private dueMs = Infinity;

  constructor(private readonly onLate: () => void) {}

  /** From now on it is this long after `nowMs`, a time of `performance.now()`. */
  set(nowMs: number, limitMs: number): void {
    this.dueMs = nowMs + limitMs;
    if (this.dueMs < this.goesOffMs) this.start(limitMs);
  }

  /** There is none until it is set again. */
  lift(): void {
    this.dueMs = Infinity;
  }

  /** Lets go of its timer. */
  end(): void {
    clearTimeout(this.timer);
  }

  private start(leftMs: number): void {
    clearTimeout(this.timer);
    this.goesOffMs = this.dueMs;
    this.timer = setTimeout(() => this.look(), leftMs);
  }

  private look(): void {
    this.goesOffMs = Infinity;
    const leftMs = this.dueMs - performance.now();
    if (leftMs <= 0) this.onLate();
    else if (leftMs < Infinity) this.start(leftMs);
  }
}
