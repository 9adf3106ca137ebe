import { ProblemError } from '../../../../shared/result';

/** One object of a script's output: its properties as texts, lists of texts, or null. A plain value has the property ''. */
export type PowerShellObject = Record<string, string | string[] | null>;

export type PowerShellError = {
  message: string;
  category: string;
  fullyQualifiedErrorId: string;
  /** The name of the exception's class, without its namespace. */
  reason: string;
};

/** What a script gave: errors and warnings come back as data, and what it wrote on the screen (`What if:`) as text. */
export type PowerShellResult = {
  output: PowerShellObject[];
  errors: PowerShellError[];
  warnings: string[];
  screen: string;
};

const longestScreen = 10_000;

const toBase64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** The bootstrap as the one ASCII line that runs it in the session's own scope. */
export function bootstrapLine(script: string): string {
  return `. ([scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${toBase64(script)}'))))`;
}

/** Where a script runs: in the session to Exchange where there is one, in this process, or in this process's global scope. */
export type Place = 'exchange' | 'here' | 'global';

/** A script as ASCII lines, to be sent one after the other; the last one prints the envelope. */
export function runLines(script: string, place: Place): string[] {
  if (place === 'global') {
    // What Exchange's own script defines must outlive the line, which a function's scope would not let it. An error ends
    // a statement of it, not the whole: a try around it would, so the errors are asked for afterwards.
    return [`$Error.Clear(); . (RelayTuneScript '${toBase64(script)}') | ForEach-Object { }`, 'RelayTuneReport'];
  }
  return [runLine(script, place)];
}

/** A script as the one line that runs it and prints its envelope. */
export function runLine(script: string, place: Exclude<Place, 'global'> = 'exchange'): string {
  return `${place === 'here' ? 'RelayTuneHere' : 'RelayTuneRun'} '${toBase64(script)}'`;
}

/** The script that a line carries, exactly: what the confirmation screen showed. */
export function scriptOfLine(line: string): string {
  const encoded = /^RelayTune(?:Run|Here) '([A-Za-z0-9+/=]*)'$/.exec(line)?.[1];
  if (encoded === undefined) throw new TypeError('This is no line of ours.');
  return Buffer.from(encoded, 'base64').toString('utf8');
}

/** Reads the envelope out of a session's output; throws ProblemError when there is none, or one that cannot be read. */
export function readEnvelope(output: string): PowerShellResult {
  const found = /^RT1:([A-Za-z0-9+/=-]*)\s*$/m.exec(output);
  const encoded = found?.[1];
  if (!found || encoded === undefined) throw unreadable(output);
  const result: PowerShellResult = { output: [], errors: [], warnings: [], screen: screenText(output, found.index) };
  const text = decode(encoded) ?? '';
  for (const line of text === '' ? [] : text.split('\n')) {
    const [kind, ...fields] = line.split('\t');
    if (kind === 'O') result.output.push(Object.fromEntries(fields.map(property)));
    else if (kind === 'S') result.output.push({ '': decode(fields[0] ?? '-') });
    else if (kind === 'W') result.warnings.push(decode(fields[0] ?? '-') ?? '');
    else if (kind === 'E') result.errors.push(errorOf(fields));
    else throw unreadable(line);
  }
  return result;
}

/** The terminal's escape sequences for colours, which newer PowerShells write. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** What was written before the envelope, without colours. */
function screenText(output: string, end: number): string {
  const plain = output.slice(0, end).replace(colours, '');
  return plain.replaceAll('\r\n', '\n').trim().slice(0, longestScreen);
}

function property(field: string): [string, string | string[] | null] {
  const at = separatorAt(field);
  const name = decode(field.slice(0, at)) ?? '';
  const value = field.slice(at + 1);
  if (!value.startsWith('[')) return [name, decode(value)];
  return [
    name,
    value === '['
      ? []
      : value
          .slice(1)
          .split(',')
          .map((part) => decode(part) ?? ''),
  ];
}

/** A base64 name may itself end with equals signs, but its length is always a multiple of four. */
function separatorAt(field: string): number {
  return Math.ceil(field.indexOf('=') / 4) * 4;
}

function errorOf(fields: readonly string[]): PowerShellError {
  const [message, category, fullyQualifiedErrorId, reason] = fields.map((field) => decode(field) ?? '');
  return {
    message: message ?? '',
    category: category ?? '',
    fullyQualifiedErrorId: fullyQualifiedErrorId ?? '',
    reason: reason ?? '',
  };
}

const decode = (encoded: string) => (encoded === '-' ? null : Buffer.from(encoded, 'base64').toString('utf8'));

function unreadable(text: string): ProblemError {
  return new ProblemError({
    code: 'powershell/unreadable',
    title: 'PowerShell answered with something that RelayTune cannot read.',
    detail: text.trim().slice(0, 200) || 'The answer was empty.',
    hint: 'Start the session again; if it happens again, look at the transcript.',
  });
}
