export type Deadline = {
  /** From now on it is this long after `nowMs`, a time of `performance.now()`. */
  set(nowMs: number, limitMs: number): void;
  /** There is none until it is set again. */
  lift(): void;
  /** Lets go of its timer. */
  end(): void;
};

/**
 * A deadline that is set anew for every wait, nearly all of which end long before it: its timer is left running and looks, when it
 * goes off, whether the time has really come. Only a deadline before that needs another timer.
 */
export function createDeadline(onLate: () => void): Deadline {
  let timer: NodeJS.Timeout | undefined;
  let goesOffMs = Infinity;
  let dueMs = Infinity;

  function start(nowMs: number): void {
    clearTimeout(timer);
    goesOffMs = dueMs;
    timer = setTimeout(look, dueMs - nowMs);
  }

  function look(): void {
    goesOffMs = Infinity;
    if (dueMs === Infinity) return;
    const nowMs = performance.now();
    if (nowMs < dueMs) start(nowMs);
    else onLate();
  }

  return {
    set(nowMs, limitMs) {
      dueMs = nowMs + limitMs;
      if (dueMs < goesOffMs) start(nowMs);
    },
    lift() {
      dueMs = Infinity;
    },
    end: () => clearTimeout(timer),
  };
}
