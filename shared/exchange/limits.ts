import { ProblemError } from '../result';
import type { ConnectionLimits, Connector, ConnectorDelays } from './connector';
import { ignoresAcknowledgementDelay } from './version';
import { parseCount, parseTimeSpan, parseUnlimited } from './values';

type HasAttributes = Pick<Connector, 'attributes'>;

/** An attribute as one text, lists joined by ", "; null where this version of Exchange does not have it. */
export function attributeText(connector: HasAttributes, name: string): string | null {
  const value = own(connector, name);
  return typeof value === 'object' ? value.join(', ') : (value ?? null);
}

/** A multivalued attribute (Bindings, RemoteIPRanges) as a list. */
export function attributeList(connector: HasAttributes, name: string): string[] {
  const value = own(connector, name);
  if (typeof value === 'object') return value;
  return (value ?? '')
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** @throws ProblemError when one of the three is missing or unreadable, naming it */
export function readConnectionLimits(connector: HasAttributes): ConnectionLimits {
  return {
    maxInboundConnection: read(connector, 'MaxInboundConnection', parseUnlimited),
    maxInboundConnectionPerSource: read(connector, 'MaxInboundConnectionPerSource', parseUnlimited),
    maxInboundConnectionPercentagePerSource: read(connector, 'MaxInboundConnectionPercentagePerSource', parseCount),
  };
}

/**
 * Both delays in whole seconds. MaxAcknowledgementDelay is missing in Exchange 2007.
 * @throws ProblemError when one is unreadable, or TarpitInterval missing, naming it
 */
export function readDelays(connector: HasAttributes): ConnectorDelays {
  const acknowledgement = attributeText(connector, 'MaxAcknowledgementDelay');
  return {
    tarpitInterval: read(connector, 'TarpitInterval', parseTimeSpan),
    maxAcknowledgementDelay:
      acknowledgement === null ? null : parseTimeSpan(acknowledgement, 'MaxAcknowledgementDelay'),
  };
}

/**
 * The delays that really hold a mail back, of the slowest of these connectors: from 2013 on MaxAcknowledgementDelay is shown and
 * ignored. No delay where there is no connector.
 */
export function slowestDelays(connectors: readonly HasAttributes[]): ConnectorDelays {
  const held = ({ tarpitInterval, maxAcknowledgementDelay }: ConnectorDelays) =>
    tarpitInterval + (maxAcknowledgementDelay ?? 0);
  const each = connectors.map((connector): ConnectorDelays => {
    const isIgnored = ignoresAcknowledgementDelay(attributeText(connector, 'AdminDisplayVersion'));
    const delays = readDelays(connector);
    return isIgnored ? { ...delays, maxAcknowledgementDelay: null } : delays;
  });
  return each.sort((a, b) => held(b) - held(a))[0] ?? { tarpitInterval: 0, maxAcknowledgementDelay: null };
}

/** Every attribute as a text, in the order of `fl`. */
export const attributeTexts = (connector: HasAttributes): Record<string, string> =>
  Object.fromEntries(Object.keys(connector.attributes).map((name) => [name, attributeText(connector, name) ?? '']));

/** Attributes that any write moves, whatever it sets. */
export const movedByEveryWrite: ReadonlySet<string> = new Set(['WhenChanged', 'WhenChangedUTC']);

export function isEnabled(connector: HasAttributes): boolean {
  return attributeText(connector, 'Enabled')?.trim().toLowerCase() === 'true';
}

function own(connector: HasAttributes, name: string): string | string[] | undefined {
  return Object.hasOwn(connector.attributes, name) ? connector.attributes[name] : undefined;
}

function read<T>(connector: HasAttributes, name: string, parse: (text: string, attribute: string) => T): T {
  const text = attributeText(connector, name);
  if (text !== null) return parse(text, name);
  throw new ProblemError({
    code: 'exchange/missing-attribute',
    title: 'A receive connector lacks an attribute that RelayTune needs.',
    detail: `${name} is missing.`,
    hint: 'Your role may hide it: ask for the role Receive Connectors, then read the connectors again.',
  });
}
