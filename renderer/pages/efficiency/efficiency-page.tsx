import { useState } from 'react';
import { suggestEfficiency, type DelayAdvice } from '../../../shared/exchange/advice';
import type { Connector, ConnectorDelays } from '../../../shared/exchange/connector';
import { attributeText, readDelays } from '../../../shared/exchange/limits';
import { ignoresAcknowledgementDelay } from '../../../shared/exchange/version';
import { checkDelay } from '../../../shared/exchange/validate';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import { DoneChanges } from '../../components/done-changes';
import { useLeaveStep } from '../../components/leave-step';
import { NeedsConnector } from '../../components/needs-connector';
import { PageFrame } from '../../components/page-frame';
import { PlanConfirmation } from '../../components/plan-confirmation';
import { FileStep } from '../../components/plan-file/file-step';
import { StepActions } from '../../components/step-actions';
import { usePlan } from '../../components/use-plan';
import { useRun } from '../../run-context';
import { DelayChoice, type DelayDraft } from './delay-choice';

/** Page 4 (the article's step 3): the two delays, each its own choice with its gain and its price. */
export function EfficiencyPage() {
  const { state } = useRun();
  const { planFile } = state;
  if (planFile)
    return <FileStep file={planFile} step="efficiency" title="Efficiency" back="connections" next="timeout" />;
  const [first, ...others] = connectorsChosen(state);
  return first ? <EfficiencyForm connectors={[first, ...others]} /> : <NeedsConnector title="Efficiency" />;
}

type Connectors = readonly [Connector, ...Connector[]];

/** The longest delays among the connectors: where one of them is slow there is something to gain. */
function longest(connectors: Connectors): ConnectorDelays {
  const all = connectors.map(readDelays);
  const held = all.flatMap((delays) => delays.maxAcknowledgementDelay ?? []);
  return {
    tarpitInterval: Math.max(...all.map((delays) => delays.tarpitInterval)),
    maxAcknowledgementDelay: held.length === 0 ? null : Math.max(...held),
  };
}

/** The value that they all have, or each in turn; null where none has the attribute. */
function valueNow(connectors: Connectors, name: string): string | null {
  const values = new Set(connectors.flatMap((connector) => attributeText(connector, name) ?? []));
  return values.size === 0 ? null : [...values].join(' or ');
}

/** The version that decides what has an effect: the oldest, since there the change still counts. */
function oldestVersion(connectors: Connectors): string | null {
  const versions = connectors.map((connector) => attributeText(connector, 'AdminDisplayVersion'));
  return versions.find((version) => !ignoresAcknowledgementDelay(version)) ?? versions[0] ?? null;
}

const startDraft = (advice: DelayAdvice): DelayDraft => ({
  choice: advice.value === 0 && advice.noEffect === null ? 'zero' : 'leave',
  other: '',
});

/** What the plan is asked for; null leaves the attribute alone. */
const wantedOf = (draft: DelayDraft) => (draft.choice === 'leave' ? null : draft.choice === 'zero' ? '0' : draft.other);

function EfficiencyForm({ connectors }: { connectors: Connectors }) {
  const { state } = useRun();
  const planning = usePlan();
  const leaving = useLeaveStep('efficiency', 'timeout');
  const delays = longest(connectors);
  const advice = suggestEfficiency({
    delays,
    exchangeVersion: oldestVersion(connectors),
    tarpitSeen:
      state.before.burst?.causes.some((entry) => entry.cause === 'relay-denied' || entry.cause === 'too-many-errors') ??
      false,
  });
  const [acknowledgement, setAcknowledgement] = useState(() => startDraft(advice.maxAcknowledgementDelay));
  const [tarpit, setTarpit] = useState(() => startDraft(advice.tarpitInterval));
  const [hint, setHint] = useState<string | null>(null);

  if (planning.plan) return <PlanConfirmation plan={planning.plan} planning={planning} onApplied={leaveBoth} />;

  function leaveBoth(): void {
    setAcknowledgement({ choice: 'leave', other: '' });
    setTarpit({ choice: 'leave', other: '' });
  }

  function review(): void {
    const drafts = [acknowledgement, tarpit];
    if (drafts.some((draft) => draft.choice === 'other' && !checkDelay(draft.other).ok)) return;
    if (drafts.every((draft) => draft.choice === 'leave')) {
      setHint('Both are left as they are. Choose a new value for one of them, or leave this step as it is.');
      return;
    }
    setHint(null);
    void planning.review({
      step: 'efficiency',
      maxAcknowledgementDelay: wantedOf(acknowledgement),
      tarpitInterval: wantedOf(tarpit),
    });
  }

  return (
    <PageFrame
      title="Efficiency"
      purpose="Removes delays that keep each session busy for longer than it needs. This is what ends most timeouts."
      problem={
        planning.problem ??
        leaving.problem ??
        (hint === null ? null : { code: 'page/not-yet', title: 'Nothing to review.', detail: hint, hint: '' })
      }
      back="connections"
      planning={planning}
      onEnter={review}
      actions={
        <StepActions
          isDone={leaving.isDone}
          onGoOn={() => void leaving.goOn()}
          onReview={review}
          isBack={planning.cancelled === 'efficiency'}
        />
      }
    >
      <DoneChanges step="efficiency" />
      <DelayChoice
        name="MaxAcknowledgementDelay"
        now={valueNow(connectors, 'MaxAcknowledgementDelay')}
        advice={advice.maxAcknowledgementDelay}
        draft={acknowledgement}
        onChange={setAcknowledgement}
      />
      <DelayChoice
        name="TarpitInterval"
        now={valueNow(connectors, 'TarpitInterval')}
        advice={advice.tarpitInterval}
        draft={tarpit}
        onChange={setTarpit}
      />
    </PageFrame>
  );
}
