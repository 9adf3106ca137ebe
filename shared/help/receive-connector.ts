import { nineAttributes } from '../exchange/attributes';

/** A name as the servers write it, and what it means in a sentence or two. */
export type HelpEntry = { name: string; meaning: string };

/**
 * Every attribute of a receive connector that `Get-ReceiveConnector | fl` shows, Exchange 2007 to SE (Microsoft's Set-ReceiveConnector
 * and Get-ReceiveConnector pages). The nine of the fix come first, in full; what is of a later version says so.
 */
export function connectorHelp(): HelpEntry[] {
  const nine = nineAttributes.map(({ name, meaning, unit, range, defaultText, sideEffect }) => ({
    name,
    meaning: `${meaning} Unit: ${unit}. Range: ${range}. Default: ${defaultText}. ${sideEffect}`,
  }));
  return [...nine, ...Object.entries(others).map(([name, meaning]) => ({ name, meaning }))];
}

const others: Readonly<Record<string, string>> = {
  Bindings:
    'The local addresses and ports it listens on; 0.0.0.0:25 is every IPv4 address. RelayTune never changes it.',
  RemoteIPRanges:
    'The addresses it takes sessions from. Of several connectors on one port the one with the narrowest range that holds the sender’s address serves it. It bounds who may relay: RelayTune never changes it.',
  PermissionGroups:
    'Who may use it: AnonymousUsers, ExchangeUsers, ExchangeServers and so on. RelayTune never changes it.',
  AuthMechanism: 'How a sender can prove who it is: Tls, BasicAuth, Integrated, ExternalAuthoritative and so on.',
  Enabled: 'Whether it takes sessions at all.',
  TransportRole: 'FrontendTransport or HubTransport (from 2013 on): which service listens. Port 25 is the front end’s.',
  AuthTarpitInterval: 'The delay after a failed sign-in (from 2016 on).',
  MaxProtocolErrors: 'So many errors in a session, default 5, and Exchange closes it with 421 4.7.0.',
  MaxLogonFailures:
    'So many failed sign-ins in a session, default 3, and Exchange closes it with 421 4.7.0; 0 is never.',
  MaxRecipientsPerMessage: 'Recipients of one mail, default 200; the next one gets 452 4.5.3.',
  MaxMessageSize: 'The largest mail it takes; 10 MB in 2010, 36 MB from 2016 on. A larger one gets 552 5.3.4.',
  MaxHeaderSize: 'The largest mail header it takes.',
  MaxHopCount: 'So many servers a mail may have passed before it counts as going round in circles.',
  MaxLocalHopCount: 'The same within this organisation.',
  ProtocolLoggingLevel:
    'Verbose writes every SMTP conversation into the protocol log (SmtpReceive): the best witness in doubt.',
  Banner: 'The text of the 220 greeting; empty is Exchange’s own.',
  Fqdn: 'The name it greets with and looks its certificate up by.',
  DefaultDomain: 'The domain that is added to addresses without one.',
  Comment: 'A note for administrators.',
  BinaryMimeEnabled: 'Offers BINARYMIME: mails without encoding.',
  ChunkingEnabled: 'Offers CHUNKING (BDAT): mails in pieces of a known length.',
  DeliveryStatusNotificationEnabled: 'Offers DSN: the sender can ask for notices of delivery.',
  EightBitMimeEnabled: 'Offers 8BITMIME.',
  EnhancedStatusCodesEnabled: 'Adds codes such as 4.3.2 to replies, which tell one 421 from another.',
  PipeliningEnabled: 'Offers PIPELINING: several commands before their replies.',
  SizeEnabled: 'Offers SIZE: the sender says how large a mail is before it sends it.',
  SmtpUtf8Enabled: 'Offers SMTPUTF8: addresses outside ASCII (from 2016 on).',
  BareLinefeedRejectionEnabled: 'Refuses line feeds without a carriage return.',
  DomainSecureEnabled: 'Checks certificates of both sides for domains that are named as secure.',
  LongAddressesEnabled: 'Takes X.400 addresses longer than SMTP allows.',
  OrarEnabled: 'Takes another address for replies in the ORAR extension.',
  SuppressXAnonymousTls: 'Does not offer X-ANONYMOUSTLS to other Exchange servers.',
  ProxyEnabled: 'Lets the sender name the client that it speaks for.',
  AdvertiseClientSettings: 'Outlook on the web shows this connector’s name and port to users (client connectors).',
  RequireEHLODomain: 'Wants a domain name in EHLO.',
  RequireTLS: 'Takes mail in encrypted sessions alone.',
  EnableAuthGSSAPI: 'Offers Kerberos through GSSAPI.',
  ExtendedProtectionPolicy: 'Binds a sign-in to its encrypted session: None, Allow or Require.',
  LiveCredentialEnabled: 'Of Microsoft’s hosted service.',
  TlsCertificateName: 'The certificate to use, by issuer and subject (from 2013 on).',
  TlsDomainCapabilities: 'What a partner domain may do in an encrypted session, such as AcceptOorgProtocol.',
  ServiceDiscoveryFqdn: 'The name by which clients find the service (from 2013 on).',
  Server: 'The server it belongs to.',
  Name: 'Its name on that server; not unique in the organisation.',
  Identity: 'SERVER\\Name, by which commands name it.',
  Guid: 'Its number for good, by which RelayTune keeps to the right one when names change.',
  AdminDisplayName: 'A second name for tools; mostly empty.',
  AdminDisplayVersion: 'The Exchange version of its server.',
  ExchangeVersion: 'The oldest version that can hold this object.',
  DistinguishedName: 'Its place in Active Directory.',
  ObjectCategory: 'Of Active Directory.',
  ObjectClass: 'Of Active Directory.',
  WhenChanged: 'When it was last written, on the clock of the domain controller.',
  WhenChangedUTC: 'The same in UTC.',
  WhenCreated: 'When it was made.',
  WhenCreatedUTC: 'The same in UTC.',
  OrganizationId: 'Empty but in hosted organisations.',
  Id: 'As Identity.',
  OriginatingServer: 'The domain controller this was read from; RelayTune writes to it and reads back from it.',
  IsValid: 'Whether Exchange finds its attributes to be in order.',
  ObjectState: 'Of the cmdlet: whether this copy was altered.',
};
