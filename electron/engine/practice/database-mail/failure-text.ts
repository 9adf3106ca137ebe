export type Failure = { accountId: number; cause: string };

/** What the event log says of a mail that could not be sent. @param at server-local time of the try */
export function failureText(failure: Failure | null, at: Date, form: 'classic' | 'blocks'): string {
  const { accountId, cause } = failure ?? { accountId: 0, cause: 'The profile has no account.' };
  const message = form === 'blocks' ? blocks(cause) : cause;
  return `The mail could not be sent to the recipients because of the mail server failure. (Sending Mail using Account ${accountId} (${stamp(at)}). Exception Message: ${message}\n)`;
}

const underline = '===================';

/** The exception and the one inside it, each with its properties and its stack, as newer builds write them. */
function blocks(cause: string): string {
  const inner = /^Cannot send mails to mail server\. \(([\s\S]*)\)\.$/.exec(cause)?.[1];
  const outer = block(1, cause, {
    type: 'Microsoft.SqlServer.Management.SqlIMail.Server.Common.BaseMailFrameworkException',
    targetSite: 'Void Send(Microsoft.SqlServer.Management.SqlIMail.Server.Objects.IMail)',
    source: 'DatabaseMailProtocols',
    stack: 'Microsoft.SqlServer.Management.SqlIMail.MailProtocols.SmtpMailSender.Send',
  });
  const cause2 = block(2, inner ?? cause, {
    type: inner === undefined ? 'System.Net.Sockets.SocketException' : 'System.Net.Mail.SmtpException',
    targetSite: inner === undefined ? 'Void Connect(System.String, Int32)' : 'Void Send(System.Net.Mail.MailMessage)',
    source: 'System',
    stack: inner === undefined ? 'System.Net.Sockets.TcpClient.Connect' : 'System.Net.Mail.SmtpClient.Send',
  });
  return `\r\n\r\n${outer}\r\n\r\n${cause2}`;
}

function block(
  number: number,
  message: string,
  { type, targetSite, source, stack }: { type: string; targetSite: string; source: string; stack: string },
): string {
  return [
    `${number}) Exception Information`,
    underline,
    `Exception Type: ${type}`,
    `Message: ${message}`,
    'Data: System.Collections.ListDictionaryInternal',
    `TargetSite: ${targetSite}`,
    'HelpLink: NULL',
    `Source: ${source}`,
    '',
    'StackTrace Information',
    underline,
    `   at ${stack}()`,
  ].join('\r\n');
}

/** Local time with whole seconds, as the program writes it. */
function stamp(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
