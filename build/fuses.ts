import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

/*
 * What can be switched on and off in Electron's executable itself, after it was built (Electron's security checklist, item 19).
 * All are set: a fuse that a later Electron brings must be decided here before it packages.
 */
const fuses = {
  // ELECTRON_RUN_AS_NODE would make the program a Node for everybody's scripts.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // --inspect would open the main process to a debugger.
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Checked on Windows and macOS; on Linux it does nothing.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
};

/** Those that Electron 25, the stand-in for tests, has not got yet. */
const newerFuses = {
  // Pages come from app://; file:// has no rights beyond a web site's.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** The fuses of what is shipped, or with `standIn` of the same on the tests' older Electron. */
export function releaseFuses(standIn: boolean): FuseV1Config {
  if (standIn) return { version: FuseVersion.V1, ...fuses };
  return { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses, ...newerFuses };
}

/** What tells the tests' variant from the release: Playwright drives the main process over --inspect. Never shipped. */
export const testFuses: FuseV1Config = {
  version: FuseVersion.V1,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
};
