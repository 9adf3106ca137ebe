/** What nodemailer reports: `response` is the server's reply where there was one. */
export type SmtpError = Error & { response?: string | undefined };

export const timedOut = 'Cannot send mails to mail server. (The operation has timed out.).';
export const failureSending = 'Cannot send mails to mail server. (Failure sending mail.).';
export const unknownHost = 'Could not connect to mail server. (No such host is known).';

/** .NET's own label for each code (System.Net.Mail.SmtpStatusCode); the code itself never shows in the text. */
const labels: Readonly<Record<string, string>> = {
  '421': 'Service not available, closing transmission channel.',
  '450': 'Mailbox unavailable.',
  '451': 'Error in processing.',
  '452': 'Insufficient system storage.',
  '454': 'Client does not have permission to submit mail to this server.',
  '500': 'Syntax error, command unrecognized.',
  '501': 'Syntax error in parameters or arguments.',
  '502': 'Command not implemented.',
  '503': 'Bad sequence of commands.',
  '504': 'Command parameter not implemented.',
  '530': 'The SMTP server requires a secure connection or the client was not authenticated.',
  '550': 'Mailbox unavailable.',
  '551': 'User not local, please try a different path.',
  '552': 'Exceeded storage allocation.',
  '553': 'Mailbox name not allowed.',
  '554': 'Transaction failed.',
};

/** A failed send in the words of the event log. */
export function causeOf(error: SmtpError, host: string, port: number): string {
  const reply = /^(\d{3})[ -](.*)/s.exec(error.response ?? '');
  if (reply)
    return `Cannot send mails to mail server. (${labels[reply[1] ?? ''] ?? 'Transaction failed.'} The server response was: ${(reply[2] ?? '').trim()}).`;
  if (/ECONNREFUSED/.test(error.message))
    return `Could not connect to mail server. (No connection could be made because the target machine actively refused it ${host}:${port}).`;
  if (/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(error.message))
    return `Could not connect to mail server. (A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond ${host}:${port}).`;
  if (/certificate/i.test(error.message))
    return 'Cannot send mails to mail server. (The remote certificate is invalid according to the validation procedure.).';
  return failureSending;
}
