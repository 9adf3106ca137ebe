import { Field, Input, makeStyles, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { assumedPeak, percentageTrap, suggestForAll } from '../../../shared/exchange/advice';
import type { ConnectionLimits, Connector } from '../../../shared/exchange/connector';
import { effectiveLimit, explainLimit } from '../../../shared/exchange/effective-limit';
import { readConnectionLimits } from '../../../shared/exchange/limits';
import { checkPercentage, checkPerSource } from '../../../shared/exchange/validate';
import { foundBeyondThisFix } from '../../../shared/run/beyond-this-fix';
import { connectorsChosen } from '../../../shared/run/connectors-chosen';
import { DoneChanges } from '../../components/done-changes';
import { useLeaveStep } from '../../components/leave-step';
import { NeedsConnector } from '../../components/needs-connector';
import { PageFrame } from '../../components/page-frame';
import { Panel } from '../../components/panel';
import { PlanConfirmation } from '../../components/plan-confirmation';
import { FileStep } from '../../components/plan-file/file-step';
import { StepActions } from '../../components/step-actions';
import { usePlan } from '../../components/use-plan';
import { useRun } from '../../run-context';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: '16px 24px',
    alignItems: 'start',
  },
});

/** Page 3 (the article's step 2): more sessions for one source. */
export function ConnectionsPage() {
  const { state } = useRun();
  const { planFile } = state;
  if (planFile)
    return <FileStep file={planFile} step="connections" title="Connections" back="measure" next="efficiency" />;
  const [first, ...others] = connectorsChosen(state);
  return first ? <ConnectionsForm connectors={[first, ...others]} /> : <NeedsConnector title="Connections" />;
}

type Connectors = readonly [Connector, ...Connector[]];

function ConnectionsForm({ connectors }: { connectors: Connectors }) {
  const styles = useStyles();
  const { state } = useRun();
  const inVain = foundBeyondThisFix(state);
  const planning = usePlan();
  const leaving = useLeaveStep('connections', 'efficiency');
  const all = connectors.map(readConnectionLimits);
  const advice = suggestForAll(all, assumedPeak);
  const [perSource, setPerSource] = useState(String(advice.maxInboundConnectionPerSource));
  const [percentage, setPercentage] = useState(String(advice.maxInboundConnectionPercentagePerSource));
  const perSourceCheck = checkPerSource(perSource);
  const percentageCheck = checkPercentage(percentage);

  if (planning.plan) return <PlanConfirmation plan={planning.plan} planning={planning} />;

  const wanted =
    perSourceCheck.ok && percentageCheck.ok
      ? {
          maxInboundConnectionPerSource: perSourceCheck.value,
          maxInboundConnectionPercentagePerSource: percentageCheck.value,
        }
      : null;
  const traps = wanted ? all.flatMap((limits) => percentageTrap({ ...limits, ...wanted }) ?? []) : [];
  const now = (name: keyof ConnectionLimits) => [...new Set(all.map((limits) => String(limits[name])))].join(' or ');

  function review(): void {
    if (!wanted) return;
    void planning.review({
      step: 'connections',
      maxInboundConnectionPerSource: perSource,
      maxInboundConnectionPercentagePerSource: percentage,
    });
  }

  return (
    <PageFrame
      title="Connections"
      purpose="Lets the SQL Server hold more sessions at once: what ends the 421 4.3.2 refusals of too many from one source."
      problem={planning.problem ?? leaving.problem}
      back="measure"
      planning={planning}
      onEnter={review}
      actions={
        <StepActions
          isDone={leaving.isDone}
          onGoOn={() => void leaving.goOn()}
          onReview={review}
          isBack={planning.cancelled === 'connections'}
          isInVain={inVain !== ''}
        />
      }
    >
      <DoneChanges step="connections" />
      {inVain !== '' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{inVain}</MessageBarBody>
        </MessageBar>
      )}
      <Panel title={connectors.map((connector) => connector.identity).join(', ')}>
        <div className={styles.fields}>
          <Field
            label="MaxInboundConnectionPerSource"
            hint={`Sessions one source address may hold. Now ${now('maxInboundConnectionPerSource')}.`}
            {...messageOf(perSourceCheck)}
          >
            <Input value={perSource} onChange={(_event, data) => setPerSource(data.value)} />
          </Field>
          <Field
            label="MaxInboundConnectionPercentagePerSource"
            hint={`Share of the free connections one source may take, in %. Now ${now('maxInboundConnectionPercentagePerSource')}.`}
            {...messageOf(percentageCheck)}
          >
            <Input value={percentage} onChange={(_event, data) => setPercentage(data.value)} />
          </Field>
        </div>
        <Text size={200}>
          Suggested: {advice.reason} How many sessions Database Mail opens is not documented; {assumedPeak} is an
          assumption.
        </Text>
        {connectors.map((connector) => (
          <LimitLine
            key={connector.guid}
            name={connectors.length > 1 ? connector.identity : null}
            now={readConnectionLimits(connector)}
            wanted={wanted}
          />
        ))}
        {[...new Set(traps)].map((trap) => (
          <MessageBar key={trap} intent="warning" layout="multiline">
            <MessageBarBody>{trap}</MessageBarBody>
          </MessageBar>
        ))}
      </Panel>
    </PageFrame>
  );
}

type LimitLineProps = {
  name: string | null;
  now: ConnectionLimits;
  wanted: Omit<ConnectionLimits, 'maxInboundConnection'> | null;
};

/** What a connector's limits come to, now and after. MaxInboundConnection stays the connector's own. */
function LimitLine({ name, now, wanted }: LimitLineProps) {
  const after = wanted && { ...now, ...wanted };
  return (
    <Text size={400} aria-live="polite">
      {name !== null && `${name}: `}Sessions one source can hold:{' '}
      <strong>{effectiveLimit(now).limit ?? 'no limit'}</strong> → <strong>{after ? explainLimit(after) : '…'}</strong>
    </Text>
  );
}

const messageOf = (checked: { ok: true } | { ok: false; message: string }) =>
  checked.ok ? {} : { validationState: 'error' as const, validationMessage: checked.message };
