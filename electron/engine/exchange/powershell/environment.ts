/** What steers Electron or Node is not meant for a PowerShell, nor for what it starts; NODE_POWERSHELL would put another program in its place. */
const steering = /^(ELECTRON_|NODE_)/i;

/**
 * The environment of a PowerShell: the user's, without what steers the program it is started by. PowerShell 6 and later are told to send
 * no telemetry and to look for no newer version; Windows PowerShell does neither.
 */
export function powerShellEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !steering.test(name));
  return { ...Object.fromEntries(kept), POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off' };
}
