import type { ElectronApplication } from '@playwright/test';

/** The engine's process id; 0 while there is none. */
export const engineId = (app: ElectronApplication): Promise<number> =>
  app.evaluate(
    ({ app: program }) => program.getAppMetrics().find((each) => each.name === 'RelayTune engine')?.pid ?? 0,
  );
