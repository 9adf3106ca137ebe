import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';

/** A private key and its certificate, as PEM. */
type KeyAndCertificate = { key: string; cert: string };

type CertificateWish = {
  /** CN of the subject. */
  name?: string;
  /** Subject alternative names: DNS names and IP addresses. */
  alternativeNames?: readonly string[];
  bits?: 1024 | 2048;
  digest?: 'sha1' | 'sha256';
  /** Signs it; by itself when left out. */
  authority?: KeyAndCertificate;
  /** Whether it may sign others. */
  isAuthority?: boolean;
};

const dayMilliseconds = 86_400_000;
const dnsName = 2;
const ipAddress = 7;

/** Makes a certificate that is valid from yesterday for ten days. Nothing is written to disk. */
export function makeCertificate(wish: CertificateWish = {}): KeyAndCertificate {
  const { name = 'SSL_Self_Signed_Fallback', alternativeNames = [], bits = 2048, digest = 'sha256' } = wish;
  const pair = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  made.serialNumber = `01${randomBytes(8).toString('hex')}`;
  made.validity.notBefore = new Date(Date.now() - dayMilliseconds);
  made.validity.notAfter = new Date(Date.now() + 9 * dayMilliseconds);
  const subject = [{ name: 'commonName', value: name }];
  made.setSubject(subject);
  made.setIssuer(wish.authority ? forge.pki.certificateFromPem(wish.authority.cert).subject.attributes : subject);
  const altNames = alternativeNames.map((each) =>
    isIP(each) ? { type: ipAddress, ip: each } : { type: dnsName, value: each },
  );
  made.setExtensions([
    { name: 'basicConstraints', cA: wish.isAuthority ?? false },
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
  ]);
  made.sign(forge.pki.privateKeyFromPem(wish.authority?.key ?? pair.privateKey), forge.md[digest].create());
  return { key: pair.privateKey, cert: forge.pki.certificateToPem(made) };
}
