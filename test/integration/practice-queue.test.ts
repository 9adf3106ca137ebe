import { expect, it } from 'vitest';
import { readQueueLength } from '../../electron/engine/exchange/read-queue-length';
import { practiceExchange } from '../../electron/engine/practice-exchange';
import { smtpSession } from '../support/smtp-session';
import { startLab } from '../support/practice-lab';

it('shows the mails that a practice hub has accepted and not delivered yet', { timeout: 30_000 }, async () => {
  const lab = await startLab({ factor: 5, relay: { attributes: { MaxAcknowledgementDelay: '00:00:00' } } });
  const exchange = practiceExchange({ lab, powerShell: null, limitMilliseconds: 20_000 });
  const length = () => readQueueLength(exchange, 'EX10-HUB1');
  expect(await length()).toBe(0);

  const { say } = await smtpSession(lab.exchange.smtpHost, lab.exchange.smtpPort, lab.addresses.sqlServer);
  await say('EHLO sql01');
  for (let sent = 0; sent < 3; sent += 1) {
    await say('MAIL FROM:<a@corp.example>');
    await say('RCPT TO:<relay.test1@corp.example>');
    await say('DATA');
    expect(await say('Subject: one\r\n\r\nText\r\n.')).toContain('Queued mail for delivery');
  }
  // Delivery takes five lab seconds at the least, which is one of the wall's.
  expect(await length()).toBe(3);
  const { output } = await exchange.run({ cmdlet: 'Get-Queue', parameters: [['Identity', 'EX10-HUB1\\3']] });
  expect(output).toMatchObject([{ DeliveryType: 'MapiDelivery', NextHopDomain: 'mailbox database 1' }]);

  // And 45 at the most.
  await lab.clock.sleep(46_000);
  expect(await length()).toBe(0);
});
