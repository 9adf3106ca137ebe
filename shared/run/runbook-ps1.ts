import { getReceiveConnector, quoted, renderPowerShell } from '../exchange/command';
import { ProblemError } from '../result';
import type { Runbook, RunbookStep } from './runbook';
import { byteOrderMark, inComment, introduction, orText, settingText } from './runbook-words';

/**
 * The Exchange side of a runbook: PowerShell 2.0 language, Exchange's own cmdlets and no other. It stops at the first target that is not
 * as expected, and can be run again.
 * @throws ProblemError 'runbook/nothing' where it has none
 */
export function runbookPs1(book: Runbook): string {
  const steps = book.steps.filter(({ kind }) => kind === 'connector');
  if (steps.length === 0) throw noConnector(book);
  const head = introduction(book, [
    'How to run it: in the Exchange Management Shell, as somebody who may run Set-ReceiveConnector.',
    'It needs PowerShell 2.0 and Exchange’s own cmdlets.',
  ]);
  const script = [
    ...head.map((line) => `# ${line}`.trimEnd()),
    '',
    "$ErrorActionPreference = 'Stop'",
    ...steps.map((step, index) => block(step, index, steps.length)),
    '',
  ].join('\n');
  // A line break within a name stays what it is.
  const hasBreak = steps.some(({ commands, name }) => /[\r\n]/.test(commands.join('') + name));
  return byteOrderMark + (hasBreak ? script : script.replaceAll('\n', '\r\n'));
}

function block(step: RunbookStep, index: number, total: number): string {
  const { key, name, settings, commands, domainController } = step;
  const read = renderPowerShell(getReceiveConnector(key, domainController));
  const isDone = settings.map(({ setting, to }) => `([string]$Now.${setting} -eq ${quoted(to)})`).join(' -and ');
  const shown = settings.map(({ setting }) => `${quoted(`  ${setting} = `)} + [string]$Now.${setting}`);
  return `
# ---- ${index + 1} of ${total}: the receive connector ${inComment(name)}
${settings.map((each) => `#      ${inComment(settingText(each))}`).join('\n')}
$Now = ${read}
${quoted(`Now on ${inComment(name)}:`)}
${shown.join('\n')}
if ([string]$Now.Identity -ne ${quoted(name)}) {
  throw ${quoted(`Nothing was changed on it: the connector ${key} is not called ${inComment(name)} any more.`)}
}
$Unexpected = ''
${settings.map(check).join('\n')}
if ($Unexpected -ne '') {
  throw 'Nothing was changed on it: ' + $Unexpected + 'Look who changed it, and why.'
}
if (${isDone}) {
  'It is so already: there is nothing to do.'
} else {
  ${commands.join('\n  ')}
  $Now = ${read}
  'Read back:'
${shown.map((line) => `  ${line}`).join('\n')}
  if (-not (${isDone})) { throw 'The values read back are not those that were set.' }
  'Done, and read back.'
}`;
}

/** PowerShell compares as Exchange prints: `Unlimited` is `unlimited`. */
function check({ setting, from, to }: RunbookStep['settings'][number]): string {
  const known = [...from, to].map(quoted).join(', ');
  const expected = quoted(` and not ${orText([...from, to])}. `);
  return `if (@(${known}) -notcontains [string]$Now.${setting}) {
  $Unexpected += ${quoted(`${setting} is `)} + [string]$Now.${setting} + ${expected}
}`;
}

function noConnector({ missing }: Runbook): ProblemError {
  return new ProblemError({
    code: 'runbook/nothing',
    title: 'There is nothing for Exchange in it.',
    detail: missing ?? 'No receive connector is changed.',
    hint: 'Save the script for SQL Server (.sql) instead.',
  });
}
