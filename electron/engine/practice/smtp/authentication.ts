import type { LabConnectorText } from '../lab';

/** AUTH LOGIN is offered in the clear unless BasicAuthRequireTLS is set: these servers have no TLS. */
export function offersLogin(connector: LabConnectorText): boolean {
  const mechanisms = String(connector.AuthMechanism).split(/\s*,\s*/);
  return mechanisms.includes('BasicAuth') && !mechanisms.includes('BasicAuthRequireTLS');
}

export type LoginDialog = {
  /** The next line of the client; answers the reply, and whether that ends the dialog. */
  take(line: string): { reply: string; isOver: boolean; isSignedIn: boolean };
};

const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');

/** The two questions of AUTH LOGIN, of which the first is asked already. @param users passwords by name */
export function startLogin(users: Readonly<Record<string, string>>): LoginDialog {
  let user: string | null = null;
  return {
    take(line) {
      if (user === null) {
        user = decode(line);
        return { reply: '334 UGFzc3dvcmQ6', isOver: false, isSignedIn: false };
      }
      const isRight = Object.hasOwn(users, user) && users[user] === decode(line);
      const reply = isRight ? '235 2.7.0 Authentication successful' : '535 5.7.3 Authentication unsuccessful';
      return { reply, isOver: true, isSignedIn: isRight };
    },
  };
}
