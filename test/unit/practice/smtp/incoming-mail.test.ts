import { describe, expect, it } from 'vitest';
import { createIncomingMail } from '../../../../electron/engine/practice/smtp/incoming-mail';

describe('a mail on its way in', () => {
  it('loses the dots that SMTP added, and counts the bytes as sent', () => {
    const mail = createIncomingMail();
    for (const line of ['Subject: first', 'MESSAGE-ID: <1@sql>', '', 'Subject: not a header', '..', '...x'])
      mail.add(line);
    expect(mail.text()).toBe('Subject: first\r\nMESSAGE-ID: <1@sql>\r\n\r\nSubject: not a header\r\n.\r\n..x');
    expect(mail.bytes()).toBe(16 + 21 + 2 + 23 + 4 + 6);
    expect(mail.header('subject')).toBe('first');
    expect(mail.header('Message-ID')).toBe('<1@sql>');
    expect(mail.header('Date')).toBeNull();
  });

  it('keeps its first 64 KB and counts the rest', () => {
    const mail = createIncomingMail();
    for (let line = 0; line < 2000; line += 1) mail.add('x'.repeat(98));
    expect(mail.bytes()).toBe(200_000);
    expect(mail.text().length).toBeLessThanOrEqual(65_536);
    expect(mail.text().length).toBeGreaterThan(65_000);
  });
});
