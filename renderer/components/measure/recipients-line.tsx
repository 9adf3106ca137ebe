import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useRun } from '../../run-context';
import { ProblemBar } from '../problem-bar';
import { TickFirst } from '../tick-first';
import type { Reading } from '../use-reading';

export type RecipientsLineProps = {
  reading: Reading<'measure.recipients'>;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  /** The test was asked for without the tick. */
  isMissing: boolean;
  isDisabled: boolean;
};

/** Where the test mails go; for mailboxes outside the accepted domains, the tick without which no test begins. */
export function RecipientsLine(props: RecipientsLineProps) {
  const { reading, ticked, onTick, isMissing, isDisabled } = props;
  const { state } = useRun();
  const mailboxes = state.connection?.testMailboxes ?? [];
  const outside = reading.value?.outside ?? [];
  const isKnown = reading.value?.acceptedDomains !== null;
  return (
    <>
      <Text>
        Sends to {mailboxes.length === 1 ? 'your test mailbox' : `your ${mailboxes.length} test mailboxes in turn`}:{' '}
        {mailboxes.join(', ')}.
      </Text>
      {mailboxes.length === 1 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            One mailbox alone distorts the test: Exchange 2010 delivers to one mailbox one mail at a time. Name more on
            page 1.
          </MessageBarBody>
        </MessageBar>
      )}
      {reading.problem && (
        <>
          <ProblemBar problem={reading.problem} />
          <div>
            <Button size="small" disabledFocusable={reading.busy} onClick={() => void reading.look()}>
              Look up the domains again
            </Button>
          </div>
        </>
      )}
      {outside.length > 0 && (
        <TickFirst
          label={`Send to ${outside.join(', ')} all the same`}
          missing="Tick this, or name other mailboxes on page 1."
          isMissing={isMissing}
          ticked={ticked}
          isDisabled={isDisabled}
          onTick={onTick}
        >
          {isKnown
            ? `${outside.join(', ')} ${outside.length === 1 ? 'lies' : 'lie'} outside the domains that Exchange accepts as its own: the test mails would leave your organisation. Better name internal mailboxes on page 1.`
            : 'Exchange did not show its accepted domains to this user, so it cannot be told whether these mailboxes are inside your organisation. Send only if you know that they are.'}
        </TickFirst>
      )}
    </>
  );
}
