import type { TdsVersion } from './versions';

/** TLS as the practice SQL Server offers it; PEM texts, and Node's names for versions and ciphers. */
export type SqlTls = {
  key: string;
  cert: string;
  minVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  /** 1.2 unless set: below TDS 8 no SQL Server speaks a newer one. */
  maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  /** OpenSSL's list; TLS 1.0 and SHA-1 certificates need 'DEFAULT@SECLEVEL=0'. */
  ciphers?: string;
  /**
   * A handshake that fails ends as on Windows: the socket is dropped and no alert is sent. A server below TLS 1.2 also
   * hangs up on a client that takes no SHA-1 signatures, before it says which version it speaks.
   */
  dropOnOldTls?: boolean;
};

/** A Windows account that the practice domain knows. */
type WindowsUser = {
  /** NetBIOS name of the domain. */
  domain: string;
  user: string;
  password: string;
  isSysadmin: boolean;
  /** False: the domain knows the account, SQL Server has no login for it (18456). */
  hasLogin?: boolean;
};

/** Why SQL Server turns a SQL login away: 18486, 18487, 18488 or 18470. */
export type LoginState = 'locked' | 'expired' | 'must-change' | 'disabled';

/**
 * What goes wrong with one request. 'drop-after' and the delays still run it, the others do not; one that `keepsOnMs` is run after that
 * time even if its client is gone by then, and its session is there as long.
 */
export type SqlFault = 'drop-before' | 'drop-after' | 'hang' | 'kill' | { delayMs: number } | { keepsOnMs: number };

/** How the practice SQL Server behaves on the wire. Everything left out is as on a plain server without TLS. */
export type SqlWire = {
  /** off: no TLS at all; on: as the client asks; required: "Force Encryption". All but off need `tls`. */
  encryption?: 'off' | 'on' | 'required';
  tls?: SqlTls;
  /** The newest version it speaks; by its product version when left out. */
  tdsVersion?: TdsVersion;
  windowsUsers?: readonly WindowsUser[];
  /** SQL Server authentication is off. */
  windowsOnly?: boolean;
  /** SQL logins that are turned away though their password is right. */
  loginStates?: Readonly<Record<string, LoginState>>;
  /** The instance's name; a default instance when left out. */
  instance?: string;
  /** SQL Server Browser on port 1434/udp: 'silent' has the port and never answers; left out, nobody listens. */
  browser?: 'on' | 'silent';
  /**
   * Called for each request before it runs, with its SQL text (or its procedure's name) and a number that counts the
   * server's requests from 0, the drivers' own SET batches included. Milliseconds are the wall's.
   */
  onRequest?(text: string, index: number): SqlFault | undefined;
};
