import { getReceiveConnector, quoted, renderPowerShell } from '../exchange/command';
import { ProblemError } from '../result';
import type { Runbook, RunbookStep } from './runbook';
import { inComment, introduction } from './runbook-words';

/** PowerShell 2.0 reads a script in the computer's own code page, unless it begins with this. */
const byteOrderMark = '\ufeff';

/**
 * The Exchange side of a runbook: PowerShell 2.0 language, Exchange's own cmdlets and no other. It stops at the first target that is not
 * as expected, and can be run again.
 * @throws ProblemError 'runbook/nothing' where it has none
 */
export function runbookPs1(book: Runbook): string {
  const steps = book.steps.filter(({ kind }) => kind === 'connector');
  if (steps.length === 0) throw noConnector();
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
  const hasBreak = steps.some(({ command, name }) => /[\r\n]/.test(command + name));
  return byteOrderMark + (hasBreak ? script : script.replaceAll('\n', '\r\n'));
}

function block(step: RunbookStep, index: number, total: number): string {
  const { changes, command, name } = step;
  const read = renderPowerShell(getReceiveConnector(step.key, step.domainController));
  const has = (value: 'before' | 'after') =>
    changes.map((change) => `([string]$Now.${change.setting} -eq ${quoted(change[value])})`).join(' -and ');
  const shown = changes.map(({ setting }) => `${quoted(`  ${setting} = `)} + [string]$Now.${setting}`);
  return `
# ---- ${index + 1} of ${total}: the receive connector ${inComment(name)}
${changes.map(({ setting, before, after }) => `#      ${inComment(`${setting}: ${before} -> ${after}`)}`).join('\n')}
$Now = ${read}
${quoted(`Now on ${inComment(name)}:`)}
${shown.join('\n')}
if ([string]$Now.Identity -ne ${quoted(name)}) {
  throw ${quoted(`Nothing was changed on it: the connector ${step.key} is not called ${inComment(name)} any more.`)}
}
if (${has('after')}) {
  'It is so already: there is nothing to do.'
} elseif (-not (${has('before')})) {
  throw 'Nothing was changed on it: these are not the values that were expected. Look who changed them, and why.'
} else {
  ${command}
  $Now = ${read}
  'Read back:'
${shown.map((line) => `  ${line}`).join('\n')}
  if (-not (${has('after')})) { throw 'The values read back are not those that were set.' }
  'Done, and read back.'
}`;
}

function noConnector(): ProblemError {
  return new ProblemError({
    code: 'runbook/nothing',
    title: 'There is nothing for Exchange in it.',
    detail: 'No receive connector is changed.',
    hint: 'Save the script for SQL Server (.sql) instead.',
  });
}
