/** What the program is called, in each place that names it: Forge, electron-builder, Windows' taskbar and the tests. */
export const identity = {
  /** Windows' AppUserModelID, and the key of the installed program. Never changes: another id would be another program. */
  appId: 'org.relaytune.app',
  productName: 'RelayTune',
  /** Without `.exe`. Forge gives the file this name, and the installer's shortcuts point to it. */
  executableName: 'RelayTune',
  publisher: 'RelayTune contributors',
  copyright: 'Copyright (c) 2026 RelayTune contributors',
} as const;
