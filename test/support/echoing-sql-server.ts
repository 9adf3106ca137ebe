import { SqlError } from '../../electron/engine/practice/sql/catalogue';
import { readLogin } from '../../electron/engine/practice/tds/login';
import { createMessageReader, packetType, sendMessage } from '../../electron/engine/practice/tds/packets';
import { preloginAnswer } from '../../electron/engine/practice/tds/prelogin';
import { done, doneStatus, errorToken } from '../../electron/engine/practice/tds/tokens';
import { listen } from './sql-server-with';

/** ENCRYPT_NOT_SUP (MS-TDS 2.2.6.5). */
const noEncryption = 2;

/** A SQL Server that refuses every sign-in with what `answer` makes of its password; answers its port on 127.0.0.1. */
export function startEchoingSqlServer(answer: (password: string) => string): Promise<number> {
  return listen((socket) => {
    const send = (...tokens: Buffer[]) => sendMessage(socket, packetType.response, tokens, 4096);
    const reader = createMessageReader(
      ({ type, body }) => {
        if (type === packetType.prelogin) return void send(preloginAnswer('10.50.6000.34', noEncryption));
        const error = new SqlError(18456, answer(readLogin(body).password), 14);
        void send(errorToken(error, 'SQL01'), done('done', doneStatus.error)).then(() => socket.end());
      },
      () => 65_536,
    );
    socket.on('data', (bytes: Buffer) => reader.take(bytes));
  });
}
