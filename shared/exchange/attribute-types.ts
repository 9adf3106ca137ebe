import { ProblemError } from '../result';
import { parseBinding, parseRange, type AddressRange, type Binding } from './addresses';
import type { Connector, Unlimited } from './connector';
import { attributeList, attributeText } from './limits';
import { parseByteSize, parseCount, parseTimeSpan, parseUnlimited, unreadableValue } from './values';

/** A parsed attribute: seconds, bytes, counts and addresses as numbers, words as they are. */
type AttributeValue =
  | { type: 'timeSpan'; seconds: number }
  | { type: 'count'; value: Unlimited }
  | { type: 'size'; bytes: number }
  | { type: 'boolean'; value: boolean }
  | { type: 'word'; value: string }
  | { type: 'words'; values: string[] }
  | { type: 'bindings'; values: Binding[] }
  | { type: 'ranges'; values: AddressRange[] };

export type AttributeReading =
  | { state: 'read'; value: AttributeValue }
  /** This version of Exchange does not have it, or the role hides it: never the same as 0. */
  | { state: 'not in this version' }
  | { state: 'unreadable'; reason: string };

type Parse = (text: string, name: string) => AttributeValue;

const timeSpan: Parse = (text, name) => ({ type: 'timeSpan', seconds: parseTimeSpan(text, name) });
const unlimited: Parse = (text, name) => ({ type: 'count', value: parseUnlimited(text, name) });
const count: Parse = (text, name) => ({ type: 'count', value: parseCount(text, name) });
const size: Parse = (text, name) => ({ type: 'size', bytes: parseByteSize(text, name) });

const words: Readonly<Record<string, boolean>> = { true: true, enabled: true, false: false, disabled: false };
const boolean: Parse = (text, name) => {
  const value = words[text.trim().toLowerCase()];
  if (value === undefined) throw unreadableValue(text, 'True or False', name);
  return { type: 'boolean', value };
};

const word =
  (...allowed: string[]): Parse =>
  (text, name) => {
    const found = allowed.find((one) => one.toLowerCase() === text.trim().toLowerCase());
    if (found === undefined) throw unreadableValue(text, `one of ${allowed.join(', ')}`, name);
    return { type: 'word', value: found };
  };

const flags =
  (...allowed: string[]): Parse =>
  (text, name) => {
    const one = word(...allowed);
    const values = text.split(',').map((part) => one(part.trim(), name));
    return { type: 'words', values: values.flatMap((value) => (value.type === 'word' ? [value.value] : [])) };
  };

/** Every attribute of a receive connector with a type of its own (Set-ReceiveConnector, 2007 to SE); the rest is text. */
const types: Readonly<Record<string, Parse>> = {
  ConnectionTimeout: timeSpan,
  ConnectionInactivityTimeout: timeSpan,
  MessageRateLimit: unlimited,
  MessageRateSource: word('None', 'IPAddress', 'User', 'All'),
  MaxInboundConnection: unlimited,
  MaxInboundConnectionPerSource: unlimited,
  MaxInboundConnectionPercentagePerSource: count,
  TarpitInterval: timeSpan,
  AuthTarpitInterval: timeSpan,
  MaxAcknowledgementDelay: timeSpan,
  MaxProtocolErrors: unlimited,
  MaxLogonFailures: count,
  MaxRecipientsPerMessage: count,
  MaxMessageSize: size,
  MaxHeaderSize: size,
  MaxHopCount: count,
  MaxLocalHopCount: count,
  PermissionGroups: flags(
    'None',
    'AnonymousUsers',
    'ExchangeUsers',
    'ExchangeServers',
    'ExchangeLegacyServers',
    'Partners',
    'Custom',
  ),
  AuthMechanism: flags(
    'None',
    'Tls',
    'Integrated',
    'BasicAuth',
    'BasicAuthRequireTLS',
    'ExchangeServer',
    'ExternalAuthoritative',
  ),
  ProtocolLoggingLevel: word('None', 'Verbose'),
  Enabled: boolean,
  TransportRole: word('FrontendTransport', 'HubTransport'),
  SizeEnabled: word('Disabled', 'Enabled', 'EnabledWithoutValue'),
  PipeliningEnabled: boolean,
  ChunkingEnabled: boolean,
  EightBitMimeEnabled: boolean,
  EnhancedStatusCodesEnabled: boolean,
  DeliveryStatusNotificationEnabled: boolean,
};

/** The attributes that have a type, in the order of domain section 1. */
export const typedAttributes: readonly string[] = [...Object.keys(types), 'Bindings', 'RemoteIPRanges'];

/** One attribute as a typed value; never throws. */
export function readAttribute(connector: Pick<Connector, 'attributes'>, name: string): AttributeReading {
  const text = attributeText(connector, name);
  if (text === null) return { state: 'not in this version' };
  try {
    return { state: 'read', value: parse(connector, name, text) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { state: 'unreadable', reason: error.problem.detail };
  }
}

function parse(connector: Pick<Connector, 'attributes'>, name: string, text: string): AttributeValue {
  if (name === 'Bindings') {
    return { type: 'bindings', values: attributeList(connector, name).map((one) => parseBinding(one)) };
  }
  if (name === 'RemoteIPRanges') {
    return { type: 'ranges', values: attributeList(connector, name).map((one) => parseRange(one)) };
  }
  const own = Object.hasOwn(types, name) ? types[name] : undefined;
  return own ? own(text, name) : { type: 'word', value: text };
}

/** What cannot be read of a connector, one sentence each: the page shows them, and no rule guesses. */
export function unreadableAttributes(connector: Pick<Connector, 'attributes'>): string[] {
  return typedAttributes.flatMap((name) => {
    const reading = readAttribute(connector, name);
    return reading.state === 'unreadable' ? [reading.reason] : [];
  });
}
