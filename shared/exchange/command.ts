import { ProblemError } from '../result';

/** A cmdlet call as data; its text is rendered from it in one place. */
export type Command = {
  cmdlet: string;
  /** A list becomes an array of quoted texts. */
  parameters: readonly (readonly [name: string, value: string | readonly string[]])[];
  /** Parameters without a value, such as WhatIf. */
  switches?: readonly string[];
};

/** PowerShell takes all of these as a single quote, so each is doubled inside one. */
const quotes = /['\u2018\u2019\u201a\u201b]/g;
/** Whole numbers, times and plain words or host names mean themselves; everything else is quoted (2018..201B, dashes, $, ...). */
const bare = /^(?:\d+|\d\d:\d\d:\d\d|[A-Za-z][A-Za-z0-9.-]*)$/;
/**
 * What cannot be encoded, cannot be seen, or makes the text shown differ from the text run (bidi). Line breaks and tabs are
 * as good as any character inside quotes.
 */
const unsafe = /[^\P{Cc}\t\n\r\u0085]|[\p{Cs}\p{Bidi_Control}]/u;
/** Even quoted, PowerShell takes this value for its stop-parsing sign, unless a colon ties it to its parameter (seen on 7.6). */
const stopParsing = '--%';
const powerShellName = /^[A-Za-z][A-Za-z-]*$/;
const serverAndName = /^[A-Za-z0-9][A-Za-z0-9._-]*\\[^\\*]+$/;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The text that is shown and run: one statement, on one line unless a value holds a line break.
 * @throws ProblemError 'exchange/unsafe-value' on an empty value or one with invisible characters
 */
export function renderPowerShell(command: Command): string {
  const words = command.parameters.map(
    ([name, value]) => `-${checkedName(name)}${value === stopParsing ? ':' : ' '}${rendered(name, value)}`,
  );
  const switches = (command.switches ?? []).map((name) => `-${checkedName(name)}`);
  return [checkedName(command.cmdlet), ...words, ...switches].join(' ');
}

/** The same call with -WhatIf: it is checked and described, and changes nothing. */
export function whatIf(command: Command): Command {
  return { ...command, switches: [...(command.switches ?? []), 'WhatIf'] };
}

export type ReceiveConnectorWrite = {
  /** SERVER\Name or Guid: a bare name may match on several servers. */
  identity: string;
  /** Attribute names and the texts they are set to, in the order written. */
  settings: Readonly<Record<string, string>>;
  /** The domain controller the connector was read from; '' when not known. */
  domainController: string;
};

/**
 * One write to one connector.
 * @throws ProblemError 'exchange/unsafe-value' without a full identity (to Exchange a null one means ALL connectors) or without settings
 */
export function setReceiveConnector({ identity, settings, domainController }: ReceiveConnectorWrite): Command {
  if (!serverAndName.test(identity) && !guid.test(identity))
    throw unsafeValue('Identity', identity, 'SERVER\\Name or a Guid');
  if (Object.keys(settings).length === 0) throw unsafeValue('The list of settings', '', 'at least one attribute');
  return {
    cmdlet: 'Set-ReceiveConnector',
    parameters: [['Identity', identity], ...Object.entries(settings), ...throughController(domainController)],
  };
}

type Change = { setting: string; before: string; after: string };

/** The write that takes a connector's attributes to one side of these changes. Throws as `setReceiveConnector` does. */
export function changeReceiveConnector(
  connector: Pick<ReceiveConnectorWrite, 'identity' | 'domainController'>,
  changes: readonly Change[],
  value: 'before' | 'after',
): Command {
  const { identity, domainController } = connector;
  const settings = Object.fromEntries(changes.map((change) => [change.setting, change[value]]));
  return setReceiveConnector({ identity, settings, domainController });
}

/** Reads one connector by its Guid, from that domain controller; '' leaves it to Exchange. */
export const getReceiveConnector = (guid: string, domainController: string): Command => ({
  cmdlet: 'Get-ReceiveConnector',
  parameters: [['Identity', guid], ...throughController(domainController)],
});

/** The domain controller that a write goes through, of its text; '' where it names none. */
export const domainControllerOf = (text: string): string =>
  / -DomainController '?([A-Za-z0-9._-]+)'?$/.exec(text)?.[1] ?? '';

const throughController = (domainController: string): Command['parameters'] =>
  domainController === '' ? [] : [['DomainController', domainController]];

function checkedName(name: string): string {
  if (!powerShellName.test(name)) throw new RangeError(`"${name}" is no PowerShell name.`);
  return name;
}

function rendered(name: string, value: string | readonly string[]): string {
  return typeof value === 'string' ? quote(name, value) : value.map((each) => quote(name, each)).join(',');
}

function quote(name: string, value: string): string {
  if (value.trim() === '' || unsafe.test(value)) throw unsafeValue(name, value, 'a text without invisible characters');
  return bare.test(value) ? value : quoted(value);
}

/** A text as PowerShell's single-quoted string, whatever quotes it holds. */
export function quoted(text: string): string {
  return `'${text.replace(quotes, '$&$&')}'`;
}

function unsafeValue(name: string, value: string, wanted: string): ProblemError {
  return new ProblemError({
    code: 'exchange/unsafe-value',
    title: 'RelayTune does not send this to Exchange.',
    detail: `${name} is ${JSON.stringify(value.slice(0, 80))}, which is not ${wanted}.`,
    hint: 'Read the connectors again on page 2. If it stays, rename the connector in the Exchange Management Console.',
  });
}
