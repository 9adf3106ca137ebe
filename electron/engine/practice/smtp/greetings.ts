import type { LabConnectorText } from '../lab';
import { offersLogin } from './authentication';

/** The first line of a session. @param now lab epoch milliseconds */
export function banner(connector: LabConnectorText, now: number): string {
  const date = new Date(now).toUTCString().replace('GMT', '+0000');
  return `220 ${String(connector.Fqdn)} Microsoft ESMTP MAIL Service ready at ${date}`;
}

/** The answer to EHLO: what the connector offers. @param maxBytes MaxMessageSize */
export function ehloReply(connector: LabConnectorText, source: string, maxBytes: number): string {
  const offers = [
    connector.SizeEnabled === 'Enabled' ? `SIZE ${maxBytes}` : null,
    connector.PipeliningEnabled === 'True' ? 'PIPELINING' : null,
    connector.DeliveryStatusNotificationEnabled === 'True' ? 'DSN' : null,
    connector.EnhancedStatusCodesEnabled === 'True' ? 'ENHANCEDSTATUSCODES' : null,
    offersLogin(connector) ? 'AUTH LOGIN' : null,
    connector.EightBitMimeEnabled === 'True' ? '8BITMIME' : null,
  ].filter((offer) => offer !== null);
  const lines = [`${String(connector.Fqdn)} Hello [${source}]`, ...offers];
  return lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
}
