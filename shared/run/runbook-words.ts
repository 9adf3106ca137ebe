import { visible } from '../visible';
import type { Runbook, RunbookStep } from './runbook';

/** Tools that open a script take it for UTF-8 by this; PowerShell 2.0 reads one in the computer's own code page without it. */
export const byteOrderMark = '\ufeff';

/**
 * A text as it can stand in a comment of either language: on one line, nothing that ends the comment, and nothing that sqlcmd takes for
 * one of its variables.
 */
export const inComment = (text: string): string =>
  visible(text)
    .replace(/[\n\t]/g, ' ')
    .replace(/#>|\*\/|\/\*|<#/g, (sign) => sign.split('').join(' '))
    .replace(/\$\(/g, '$ (')
    .slice(0, 500);

/** `20, 60 or 90` */
export const orText = (values: readonly string[]): string =>
  [values.slice(0, -1).join(', '), ...values.slice(-1)].filter((part) => part !== '').join(' or ');

/** `timeout: 20 -> 60`; with every value that may stand there. */
export const settingText = ({ setting, from, to }: RunbookStep['settings'][number]): string =>
  `${setting}: ${orText(from)} -> ${to}`;

/** What the script is, for whom and from where, a line each. */
export function introduction(book: Runbook, how: readonly string[]): string[] {
  const { what, runId, ticket, user, mode, exchangeServer, sqlServer, missing, writtenAt } = book;
  return [
    what === 'change' ? 'The change, written by RelayTune.' : 'The undo of a change, written by RelayTune.',
    '',
    `Run ${runId}${mode === 'practice' ? ' (on practice servers)' : ''}, begun by ${user}; ticket: ${ticket || 'none'}.`,
    `Exchange server: ${exchangeServer || 'none'}. SQL Server: ${sqlServer || 'none'}.`,
    `Written at ${writtenAt}.`,
    ...(missing === null ? [] : [missing]),
    '',
    'What it does, target by target: it shows what is there; where that is so already, it does nothing; where it is what',
    `${what === 'change' ? 'was there before the change' : 'the run wrote, or may have written'}, it runs the command that RelayTune would run, and reads back; anything else it refuses.`,
    'It holds no password, and needs RelayTune for nothing.',
    '',
    ...how,
  ].map(inComment);
}
