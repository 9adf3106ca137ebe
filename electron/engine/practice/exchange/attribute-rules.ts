import { LabCmdletError, type LabConnectorText } from '../lab';

/** What the lab's Set-ReceiveConnector takes: checks a text and answers it as Exchange prints it. */
type Normalise = (name: string, text: string) => string;

const most = 2_147_483_647;
const day = 86_400;

const rules: Readonly<Record<string, Normalise>> = {
  ConnectionTimeout: timeSpan(1, day),
  ConnectionInactivityTimeout: timeSpan(1, day),
  MessageRateLimit: countOrUnlimited(1, most),
  MessageRateSource: oneOf('None', 'IPAddress', 'User', 'All'),
  MaxInboundConnection: countOrUnlimited(1, most),
  MaxInboundConnectionPerSource: countOrUnlimited(1, 10_000),
  MaxInboundConnectionPercentagePerSource: count(1, 100),
  TarpitInterval: timeSpan(0, 600),
  MaxAcknowledgementDelay: timeSpan(0, 600),
  MaxProtocolErrors: countOrUnlimited(0, most),
  MaxRecipientsPerMessage: count(1, 512_000),
  ProtocolLoggingLevel: oneOf('None', 'Verbose'),
  Enabled: oneOf('True', 'False'),
};

/** What the lab's Set-ReceiveConnector can set. */
export const parameterNames: readonly string[] = Object.keys(rules);

/** The new texts of the named attributes; throws LabCmdletError as the cmdlet would, and changes nothing. */
export function normaliseSettings(
  current: LabConnectorText,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  const wanted: Record<string, string> = {};
  for (const [name, text] of Object.entries(settings)) {
    const known = Object.keys(rules).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    const rule = known === undefined ? undefined : rules[known];
    if (known === undefined || !rule) throw unknownParameter(name);
    wanted[known] = rule(known, text.trim());
  }
  const after = { ...current, ...wanted };
  if (seconds(after.ConnectionInactivityTimeout) > seconds(after.ConnectionTimeout)) {
    throw validation(
      'ConnectionInactivityTimeout',
      'The value of ConnectionInactivityTimeout must be less than the value of ConnectionTimeout.',
    );
  }
  return wanted;
}

/** Whole seconds of a `[d.]hh:mm:ss` that the lab itself printed. */
export function seconds(text: string | string[] | undefined): number {
  const parts = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)$/.exec(String(text));
  const [days = 0, hours = 0, minutes = 0, rest = 0] = (parts ?? [])
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return days * day + hours * 3600 + minutes * 60 + rest;
}

/** A count the lab itself printed; Infinity for `unlimited`. */
export function amount(text: string | string[] | undefined): number {
  return String(text).toLowerCase() === 'unlimited' ? Infinity : Number(text);
}

/** The bytes of a size the lab itself printed, as in `10 MB (10,485,760 bytes)`. */
export function byteCount(text: string | string[] | undefined): number {
  return Number(/\(([\d,]+) bytes\)/.exec(String(text))?.[1]?.replaceAll(',', '') ?? 0);
}

function count(least: number, highest: number): Normalise {
  return (name, text) => {
    if (!/^\d+$/.test(text)) throw transformation(name, text);
    const value = Number(text);
    if (value < least || value > highest) throw validation(name, `The value must be between ${least} and ${highest}.`);
    return String(value);
  };
}

function countOrUnlimited(least: number, highest: number): Normalise {
  const number = count(least, highest);
  return (name, text) => (text.toLowerCase() === 'unlimited' ? 'unlimited' : number(name, text));
}

/** `[d.]hh:mm:ss`. A bare number is days, as .NET's TimeSpan reads it; the article's `-TarpitInterval 0` is the one in use. */
function timeSpan(least: number, highest: number): Normalise {
  return (name, text) => {
    const isSpan = /^(?:\d+\.)?(?:[01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d$/.test(text);
    if (!isSpan && !/^\d+$/.test(text)) throw transformation(name, text);
    const value = isSpan ? seconds(text) : Number(text) * day;
    if (value < least || value > highest)
      throw validation(name, `The value must be between ${print(least)} and ${print(highest)}.`);
    return print(value);
  };
}

function print(value: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [Math.floor(value / 3600) % 24, Math.floor(value / 60) % 60, value % 60].map(two).join(':');
  return value < day ? clock : `${Math.floor(value / day)}.${clock}`;
}

function oneOf(...names: string[]): Normalise {
  return (name, text) => {
    const found = names.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (found === undefined) throw transformation(name, text);
    return found;
  };
}

/** PowerShell's own answer to a parameter that the cmdlet does not have. */
export const unknownParameter = (name: string) =>
  new LabCmdletError(
    `A parameter cannot be found that matches parameter name '${name}'.`,
    'InvalidArgument',
    'NamedParameterNotFound',
    'ParameterBindingException',
  );

const transformation = (name: string, text: string) =>
  new LabCmdletError(
    `Cannot process argument transformation on parameter '${name}'. Cannot convert value "${text}" to the type that the parameter takes.`,
    'InvalidData',
    'ParameterArgumentTransformationError,Set-ReceiveConnector',
    'ParameterBindingArgumentTransformationException',
  );

const validation = (name: string, message: string) =>
  new LabCmdletError(
    `Property validation failed for ${name}. ${message}`,
    'InvalidData',
    'DataValidationError,Set-ReceiveConnector',
    'DataValidationException',
  );
