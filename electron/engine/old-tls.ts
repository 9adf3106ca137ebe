/** BoringSSL, which Electron has, knows no security levels and refuses the word; OpenSSL needs it for TLS 1.0 and SHA-1. */
const usesBoringSsl = 'electron' in process.versions;

/** What Node's tls needs to speak TLS 1.0 with a server of 2010. A fresh object each time: drivers write into it. */
export function oldTls(): { minVersion: 'TLSv1'; ciphers?: string } {
  return { minVersion: 'TLSv1', ...(usesBoringSsl ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' }) };
}
