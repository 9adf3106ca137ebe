import { describe, expect, it, onTestFinished } from 'vitest';
import { climbLadder } from '../../electron/engine/smtp/ladder';
import { startSink } from '../support/smtp-sink';
import { startSmtpd } from '../support/smtpd';

it('try', async () => {
  const sink = await startSink();
  onTestFinished(() => sink.end());
  const smtpd = await startSmtpd(['smtpd_client_connection_count_limit = 7'], sink.port);
  onTestFinished(() => smtpd.end());
  const r = await climbLadder({ host: '127.0.0.1', port: smtpd.port, localAddress: '127.0.0.1', most: 12 }, new AbortController().signal, () => undefined);
  console.log(r, smtpd.log());
});
