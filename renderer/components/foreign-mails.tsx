import { Text } from '@fluentui/react-components';
import type { BurstResult } from '../../shared/run/measurement';
import { describeReplyClass } from '../../shared/smtp/reply-meaning';
import { ValueTable } from './value-table';

/** Real mail that failed or was retried during a test, by id: whoever sent it can look it up. */
export function ForeignMails({ burst: { foreign, foreignCount } }: { burst: BurstResult }) {
  if (foreign.length === 0) return null;
  return (
    <>
      <ValueTable
        caption="Mail of other senders that failed or was retried meanwhile"
        columns={['mailitem_id', 'Last failed try (server time)', 'Why', 'Now', 'Profile']}
        rows={foreign.map((mail) => [
          mail.mailitemId,
          mail.when?.replace('T', ' ') ?? 'not in the log',
          mail.cause === null ? 'not in the log' : describeReplyClass(mail.cause).title,
          mail.status,
          mail.profile ?? 'none any more',
        ])}
      />
      {foreignCount > foreign.length && <Text>And {foreignCount - foreign.length} more.</Text>}
    </>
  );
}
