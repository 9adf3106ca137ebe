import { quoted } from '../exchange/command';
import type { Phase } from '../run/measured';
import { ladderDuration, ladderPerSecond } from './ladder-length';
import { ladderScriptBody } from './ladder-script-body';

export type LadderOrder = {
  runId: string;
  phase: Phase;
  connectorIdentity: string;
  host: string;
  port: number;
  /** Stop after this many sessions even without a refusal. */
  most: number;
  /** Where the sessions are opened from unless the script is told otherwise; '' leaves it to the system. */
  sourceAddress: string;
};

export const ladderScriptName = 'ladder.ps1';
/** How it is run on the SQL Server, in the folder it lies in. */
export const ladderScriptCommand = 'powershell -NoProfile -ExecutionPolicy Bypass -File .\\ladder.ps1';
/** Of what it writes; see ladder-file.ts. */
export const ladderFileFormat = 1;

/**
 * The ladder as a script for the SQL Server: what engine/smtp/ladder.ts does, in the language of PowerShell 2.0 and without
 * any cmdlet. It is ASCII, since PowerShell 2.0 reads a script in the computer's own code page; the order's texts are
 * literals that nothing can leave.
 */
export function ladderScript(order: LadderOrder): string {
  const script = `${introduction(order.most)}
param([string]$SourceAddress = ${literal(order.sourceAddress)})
$ErrorActionPreference = 'Stop'

$RunId = ${literal(order.runId)}
$Phase = ${literal(order.phase)}
$Connector = ${literal(order.connectorIdentity)}
$HostName = ${literal(order.host)}
$Port = ${order.port}
$Most = ${order.most}
$FileName = ${literal(`ladder-${order.runId.replace(/[^\w-]/g, '_')}-${order.phase}.json`)}
${ladderScriptBody}`;
  return script.replace(/\r?\n/g, '\r\n');
}

/** A text as ASCII: quoted where it can be, by its characters' numbers elsewhere. */
function literal(text: string): string {
  const parts = text.match(/[\x20-\x7e]+|[^\x20-\x7e]/g) ?? [];
  const words = parts.map((part) => (/[\x20-\x7e]/.test(part) ? quoted(part) : `[char]${part.charCodeAt(0)}`));
  if (words.length === 0) return "''";
  // What begins a sum decides its type: numbers would be added.
  return words.length === 1 && words[0]?.startsWith("'") ? words[0] : `('' + ${words.join(' + ')})`;
}

const introduction = (most: number) => `# ladder.ps1, written by RelayTune for one test of one run.
#
# What it does: it opens SMTP sessions from this computer to the Exchange server, one after the other and at most ${ladderPerSecond} a
# second, reads each greeting, and holds the sessions until the server has refused three of them or there are enough. Then
# it says QUIT to all. It sends no mail and changes nothing.
# It takes ${ladderDuration(most)}.
#
# How to run it: copy it to the SQL Server, open a command prompt in its folder, and enter
#   ${ladderScriptCommand}
# On a computer with several addresses add -SourceAddress and the one that Database Mail's sessions come from.
# Ctrl+C stops it at any time; every session is closed then, too.
#
# It writes a file beside itself, ladder-RUN-PHASE.json, and prints the same. Open that file in RelayTune.
#
# It needs PowerShell 2.0 and the .NET Framework it came with, no module and no rights: System.Net.Sockets for the sessions,
# System.Net for names and addresses, and System.Net.NetworkInformation to count the sessions that this computer had open
# to the server before: they take up the limit as well.`;
