import { expect, it } from 'vitest';
import { findPowerShell } from '../../../../electron/engine/exchange/powershell/find-powershell';

const only = (path: string) => (candidate: string) => candidate === path;

it('is Windows PowerShell by its absolute path, never what PATH says', () => {
  const path = 'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
  const env = { SystemRoot: 'D:\\Windows', PATH: 'C:\\evil' };
  expect(findPowerShell('win32', env, only(path))).toBe(path);
  expect(findPowerShell('win32', env, only('C:\\evil\\powershell.exe'))).toBeNull();
});

it('is the 64-bit one also for a 32-bit process', () => {
  const path = 'C:\\Windows\\Sysnative\\WindowsPowerShell\\v1.0\\powershell.exe';
  expect(findPowerShell('win32', { PROCESSOR_ARCHITEW6432: 'AMD64' }, only(path))).toBe(path);
});

it('is pwsh on PATH elsewhere', () => {
  expect(findPowerShell('linux', { PATH: '/usr/bin:/opt/microsoft' }, only('/opt/microsoft/pwsh'))).toBe(
    '/opt/microsoft/pwsh',
  );
  expect(findPowerShell('linux', { PATH: '/usr/bin' }, () => false)).toBeNull();
});
