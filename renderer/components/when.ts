/** An ISO time as a person here writes it, to the minute. */
export function formatWhen(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return 'unknown';
  return date.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** As OpenSSL tells a certificate's times: `Nov  5 12:19:50 2026 GMT`. */
const ofOpenSsl = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/;

/** A time of a certificate, as `formatWhen` writes it; as the server has it where it is in no known form. */
export const formatCertificateTime = (text: string) =>
  ofOpenSsl.test(text) && !Number.isNaN(Date.parse(text)) ? formatWhen(text) : text;
