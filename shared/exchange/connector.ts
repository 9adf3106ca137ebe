import { z } from 'zod';

/** Attributes as `Get-ReceiveConnector | fl` shows them; multivalued ones (Bindings, RemoteIPRanges) are lists. */
type Attributes = Record<string, string | string[]>;

/** Checked by hand: a large organisation has tens of thousands of attributes, which a schema for each would hold pages up. */
const attributesSchema = z.custom<Attributes>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText),
  'Attributes are texts and lists of texts.',
);

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((part) => typeof part === 'string'));
}

/** A receive connector as read: identity, plus every attribute as text in the order of `fl`. Texts are hostile until parsed. */
export const connectorSchema = z.strictObject({
  guid: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  /** SERVER\Name, the only name that is unique in an organisation. */
  identity: z.string().min(3),
  server: z.string().min(1),
  name: z.string().min(1),
  /** The domain controller it was read from (OriginatingServer): writes and read-backs use the same one. */
  domainController: z.string(),
  attributes: attributesSchema,
});
export type Connector = z.infer<typeof connectorSchema>;

/** The connector that has this Guid, which its name does not change; undefined where it is none of these. */
export const connectorByGuid = (connectors: readonly Connector[], guid: string): Connector | undefined =>
  connectors.find((connector) => connector.guid === guid);

/** The servers that the connectors belong to, each once, in the order of the connectors. */
export const serversOf = (connectors: readonly Pick<Connector, 'server'>[]): string[] => [
  ...new Set(connectors.map((connector) => connector.server)),
];

/** A count that Exchange may show as `unlimited`. */
export type Unlimited = number | 'unlimited';

/** The attributes the limit rule needs, parsed. */
export type ConnectionLimits = {
  maxInboundConnection: Unlimited;
  maxInboundConnectionPerSource: Unlimited;
  /** 1..100; 100 switches the percentage rule off. */
  maxInboundConnectionPercentagePerSource: number;
};

/** The attributes that slow a session, in whole seconds; null where this version of Exchange has no such attribute. */
export type ConnectorDelays = {
  tarpitInterval: number;
  maxAcknowledgementDelay: number | null;
};
