import { expect, test } from 'vitest';
import { powerShellEnvironment } from '../../../../electron/engine/exchange/powershell/environment';

test('leaves out what steers Electron and Node, and asks for no telemetry', () => {
  const env = {
    Path: 'C:\\Windows',
    ExchangeInstallPath: 'C:\\Exchange',
    ELECTRON_RUN_AS_NODE: '1',
    electron_no_asar: '1',
    NODE_OPTIONS: '--require x',
    NODE_POWERSHELL: 'evil.exe',
  };
  expect(powerShellEnvironment(env)).toEqual({
    Path: 'C:\\Windows',
    ExchangeInstallPath: 'C:\\Exchange',
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
  });
});
