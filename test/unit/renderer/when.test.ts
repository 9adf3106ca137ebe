import { afterEach, expect, it, vi } from 'vitest';
import { formatCertificateTime } from '../../../renderer/components/when';

afterEach(() => void vi.unstubAllEnvs());

it('writes a certificate’s times as all others are written, in the zone of whoever reads them', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  expect(formatCertificateTime('Nov 25 12:19:50 2026 GMT')).toBe('25 Nov 2026, 17:49');
  expect(formatCertificateTime('Dec  5 20:00:00 2026 GMT')).toBe('6 Dec 2026, 01:30');
});

it.each(['Nov 24 2026', '', '1', 'Foo 12 12:19:50 2026 GMT', '2026-11-25T12:19:50Z'])(
  'leaves what is in no known form as the server has it: %j',
  (text) => {
    expect(formatCertificateTime(text)).toBe(text);
  },
);
