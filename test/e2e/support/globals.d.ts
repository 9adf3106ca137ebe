import type { RelayTuneApi } from '../../../shared/contract';

declare global {
  interface Window {
    relaytune: RelayTuneApi;
    /** Milliseconds of each long task seen, where a test watches. */
    longTasks?: number[];
    /** Finds the page's main buttons, where a test has taught it. */
    mainButtons?: () => HTMLButtonElement[];
    /** The main button that a test has seen last. */
    lastMain?: Element | undefined;
  }
}
