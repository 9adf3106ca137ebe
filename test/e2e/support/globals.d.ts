import type { RelayTuneApi } from '../../../shared/contract';

declare global {
  interface Window {
    relaytune: RelayTuneApi;
    /** Milliseconds of each long task seen, where a test watches. */
    longTasks?: number[];
    /** The main button that a test has seen last. */
    lastMain?: Element | undefined;
  }
}
