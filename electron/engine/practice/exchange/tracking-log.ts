import type { LabObject } from '../lab';

type ReceivedMail = {
  server: string;
  /** SERVER\Name */
  connectorId: string;
  clientIp: string;
  mail: { from: string; recipients: readonly string[]; subject: string };
};

/** The message tracking log of the practice hubs: what `Get-MessageTrackingLog -EventId RECEIVE` shows. */
export type TrackingLog = {
  received(mail: ReceivedMail): void;
  /** Newest last; filters as the cmdlet's parameters of the same names do. */
  find(filter: { server?: string | undefined; messageSubject?: string | undefined }): LabObject[];
};

const kept = 2000;

export function createTrackingLog(now: () => Date): TrackingLog {
  const entries: LabObject[] = [];
  return {
    received({ server, connectorId, clientIp, mail }) {
      entries.push({
        Timestamp: now().toISOString(),
        ClientIp: clientIp,
        ServerHostname: server,
        ConnectorId: connectorId,
        Source: 'SMTP',
        EventId: 'RECEIVE',
        Recipients: [...mail.recipients],
        MessageSubject: mail.subject,
        Sender: mail.from,
      });
      if (entries.length > kept) entries.shift();
    },
    // MessageSubject matches any part of the subject, as on Exchange.
    find: ({ server, messageSubject = '' }) =>
      entries.filter(
        (entry) =>
          (server === undefined || String(entry.ServerHostname).toLowerCase() === server.toLowerCase()) &&
          String(entry.MessageSubject).toLowerCase().includes(messageSubject.toLowerCase()),
      ),
  };
}
