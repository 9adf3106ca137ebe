import { randomBytes } from 'node:crypto';
import { SqlError, type SqlServerModel, type SqlSession } from '../sql/catalogue';
import type { Login } from './login';
import { challengeMessage, checkNegotiate, provesPassword, readAuthenticate } from './ntlm';
import type { LoginState, SqlWire } from './wire';

/** Who signed in: a session but for what LOGIN7 says of the client. */
type Identity = Omit<SqlSession, 'spid' | 'programName' | 'hostName' | 'loginTime'>;

type SignIn = {
  /** Who it is, or the bytes that Windows authentication asks the client to answer. Throws SqlError. */
  begin(login: Login): Identity | Buffer;
  /** Takes that answer. Throws SqlError; any bytes that are no NTLM count as a failed sign-in. */
  finish(answer: Buffer): Identity;
};

/** One client's sign-in, with a SQL login or a Windows account. */
export function createSignIn(model: SqlServerModel, wire: SqlWire): SignIn {
  const users = wire.windowsUsers ?? [];
  const nonce = randomBytes(8);

  function checked<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw error instanceof RangeError ? untrusted() : error;
    }
  }

  return {
    begin(login) {
      if (login.sspi.length === 0) return signInWithPassword(model, wire, login);
      checked(() => checkNegotiate(login.sspi));
      return challengeMessage(users[0]?.domain ?? '', String(model.properties.MachineName), model.now(), nonce);
    },
    finish(answer) {
      const proof = checked(() => readAuthenticate(answer));
      const account = users.find(({ domain, user }) => isSame(domain, proof.domain) && isSame(user, proof.user));
      if (!account || !provesPassword(proof, account.password, nonce)) throw untrusted();
      const login = `${account.domain}\\${account.user}`;
      if (account.hasLogin === false) throw refused(login);
      return { login, isSysadmin: account.isSysadmin };
    },
  };
}

/** The client is told no more than this, whatever was wrong; the server's log knows. */
export const refused = (login: string) => new SqlError(18456, `Login failed for user '${login}'.`, 14);

/** Windows did not accept the proof: a wrong password, or an account it does not know. */
const untrusted = () =>
  new SqlError(
    18452,
    'Login failed. The login is from an untrusted domain and cannot be used with Windows authentication.',
    14,
  );

const isSame = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** Texts of sys.messages; the two blanks are theirs. */
const states: Readonly<Record<LoginState, [number: number, reason: string]>> = {
  locked: [18486, ' because the account is currently locked out. The system administrator can unlock it.'],
  expired: [18487, '.  Reason: The password of the account has expired.'],
  'must-change': [18488, '.  Reason: The password of the account must be changed.'],
  disabled: [18470, '. Reason: The account is disabled.'],
};

function signInWithPassword(model: SqlServerModel, wire: SqlWire, { user, password, database }: Login): Identity {
  if (wire.windowsOnly) throw windowsOnly(model, user);
  const state = Object.entries(wire.loginStates ?? {}).find(([login]) => isSame(login, user))?.[1];
  // Who does not know the password learns nothing of the account but that it is locked.
  if (state === 'locked') throw turnedAway(user, state);
  const identity = { login: user, ...model.login(user, password, database) };
  if (state) throw turnedAway(user, state);
  return identity;
}

function turnedAway(user: string, state: LoginState): SqlError {
  const [number, reason] = states[state];
  return new SqlError(number, `Login failed for user '${user}'${reason}`, 14);
}

/** SQL Server 2005 still said why. */
function windowsOnly(model: SqlServerModel, user: string): SqlError {
  if (!String(model.properties.ProductVersion).startsWith('9.')) return refused(user);
  return new SqlError(
    18452,
    `Login failed for user '${user}'. The user is not associated with a trusted SQL Server connection.`,
    14,
  );
}
