import { z } from 'zod';

/** How RelayTune signs in to SQL Server. */
export const sqlSignInSchema = z.enum(['sqlLogin', 'domainUser', 'windowsUser']);
export type SqlSignIn = z.infer<typeof sqlSignInSchema>;

export const sqlSignInNames: Readonly<Record<SqlSignIn, string>> = {
  sqlLogin: 'SQL Server login',
  domainUser: 'Domain user and password (NTLM)',
  windowsUser: 'The Windows user who runs RelayTune',
};

/** What each needs, in one sentence. */
export const sqlSignInNeeds: Readonly<Record<SqlSignIn, string>> = {
  sqlLogin: 'The server must allow SQL Server authentication beside Windows authentication (mixed mode).',
  domainUser:
    'Enter DOMAIN\\user. The server must accept NTLM, which some domains switch off and members of Protected Users cannot use.',
  windowsUser:
    'Nothing is typed. This computer needs Microsoft’s ODBC Driver 17 or 18 for SQL Server and the optional package msnodesqlv8.',
};

/**
 * How a session to SQL Server is protected. 'tls' is TLS 1.2; the others only after the user agreed: 'tls10' for servers of 2008 R2
 * and 2012 without the TLS 1.2 updates (Microsoft's KB3135244), 'none' where not even that works.
 */
export const sqlEncryptionSchema = z.enum(['tls', 'tls10', 'none']);
export type SqlEncryption = z.infer<typeof sqlEncryptionSchema>;

export const sqlEncryptionNames: Readonly<Record<SqlEncryption, string>> = {
  tls: 'TLS 1.2',
  tls10: 'TLS 1.0 and later',
  none: 'not encrypted',
};

/** What a server's certificate says of itself. Every text is the server's own. */
const certificateSchema = z.strictObject({
  /** SHA-256 of the certificate, upper case, with colons. */
  fingerprint: z.string(),
  /** SHA-1 in the same form: what Windows and SQL Server's error log call the thumbprint. */
  thumbprint: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** What the user can agree to when no fully protected session can be had. */
export const consentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), certificate: certificateSchema }),
  z.strictObject({ kind: z.literal('tls10') }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type Consent = z.infer<typeof consentSchema>;

type ConsentText = { title: string; meaning: string; tick: string; act: string };

/** What agreeing means: what others could read or change, in plain words, and the words on the button. */
export const consentTexts: Readonly<Record<Consent['kind'], ConsentText>> = {
  certificate: {
    title: 'Is this your SQL Server?',
    meaning:
      'This computer does not accept the certificate by itself; the reason stands above. A SQL Server that has none makes its own, so this is usual; but a stranger in between could show one too. Compare it with the server’s own: at its start SQL Server writes to its error log which certificate it loaded, by its SHA-1 thumbprint, or that it generated one itself.',
    tick: 'I know this server, and I accept this certificate for this run.',
    act: 'Trust this certificate and check again',
  },
  tls10: {
    title: 'Use TLS 1.0?',
    meaning:
      'The server does not speak TLS 1.2. TLS 1.0 still hides the password and every statement from an onlooker, but it is broken in parts: someone with control of the network between could undo it. Better: install the TLS 1.2 update of this SQL Server version (KB3135244, for 2008 to 2014).',
    tick: 'I accept TLS 1.0 for this run.',
    act: 'Use TLS 1.0 and check again',
  },
  none: {
    title: 'Go on without encryption?',
    meaning:
      'Everything travels in clear: statements, account names, addresses and the texts of test mails can be read by whoever sees the network between, and a SQL Server login’s password is only disguised, not encrypted.',
    tick: 'I accept that all of this travels in clear for this run.',
    act: 'Go on without encryption and check again',
  },
};
