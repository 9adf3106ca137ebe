import { Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Page } from '../../../shared/run/page';
import type { FileStep as Step, PlanFile } from '../../../shared/run/plan-file';
import { DoneChanges } from '../done-changes';
import { useLeaveStep } from '../leave-step';
import { PageFrame } from '../page-frame';
import { Panel } from '../panel';
import { PlanConfirmation } from '../plan-confirmation';
import { StepActions } from '../step-actions';
import { usePlan, type Planning } from '../use-plan';
import { formatWhen } from '../when';
import { PlannedValues } from './planned-values';

export type FileStepProps = {
  file: PlanFile;
  step: Step;
  title: string;
  back: Page;
  next: Page;
  /** What the step offers besides, such as the restart after a timeout. */
  more?: (planning: Planning) => ReactNode;
};

/** Pages 3 to 5 of a run that carries out a plan file: its values, locked, and the one way to review them. */
export function FileStep({ file, step, title, back, next, more }: FileStepProps) {
  const planning = usePlan();
  const leaving = useLeaveStep(step, next);
  const index = file.plans.findIndex((plan) => plan.step === step);
  const plan = file.plans[index];

  if (planning.plan) return <PlanConfirmation plan={planning.plan} planning={planning} />;

  const review = () => void planning.review({ step: 'from-file', index });
  return (
    <PageFrame
      title={title}
      purpose={
        plan
          ? 'Carries out what the plan file holds for this step, and nothing else. It is checked against the servers first.'
          : 'The plan file holds nothing for this step. Go on to the next one.'
      }
      problem={planning.problem ?? leaving.problem}
      back={back}
      planning={planning}
      actions={
        <StepActions
          isDone={leaving.isDone || !plan}
          onGoOn={() => void leaving.goOn()}
          onReview={plan ? review : null}
          reviewLabel="Check and review this change"
          isBack={planning.cancelled === step}
        />
      }
    >
      <DoneChanges step={step} />
      {plan && (
        <Panel title={`Planned by ${file.savedBy} on ${formatWhen(plan.createdAt)}`}>
          <PlannedValues plans={[plan]} />
          <Text size={200}>The values are locked: they are the plan file’s.</Text>
        </Panel>
      )}
      {more?.(planning)}
    </PageFrame>
  );
}
