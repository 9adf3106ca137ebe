import type { RelayTuneApi } from '../../../shared/contract';

declare global {
  interface Window {
    relaytune: RelayTuneApi;
  }
}
