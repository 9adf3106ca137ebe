import { canonicalJson } from '../../../shared/canonical-json';
import { connectorByGuid, type Connector } from '../../../shared/exchange/connector';
import { attributeText } from '../../../shared/exchange/limits';
import { ProblemError } from '../../../shared/result';
import { mayBeMade } from '../../../shared/run/may-be-made';
import { differencesOf, goneText } from '../../../shared/run/plan-drift';
import { isSameValue, type Plan, type PlanTarget } from '../../../shared/run/plan';
import { drifted, noSuchPlan } from '../../../shared/run/plan-file-problem';
import { checkAge } from '../../../shared/run/plan-file-reading';
import { changedSettings, settingIdsOf } from '../../../shared/run/setting-ids';
import type { ChangeRecord } from '../../../shared/run/state';
import { planTimeout } from '../database-mail/plan-timeout';
import { distinctRisks, nameToType, planConnections, planEfficiency, withWhatIf } from '../exchange/plan-connector';
import { connectorReading } from '../exchange/connector-target';
import { readConnector } from '../exchange/read-connectors';
import type { Session } from '../session';
import type { TargetReading } from './writable-target';
import { missing } from './chosen';
import type { PlanDraft } from './plan-store';
import { readerOf } from './target-of';
import { timeoutWish } from './timeout-wish';

/**
 * A plan out of the run's plan file, made anew from what is there now: the file's targets and values, and nothing else of it.
 * Targets that this run has changed already are left out.
 * @throws ProblemError 'plan-file/none', 'plan-file/drifted' with every difference, or 'plan/nothing-to-change'
 */
export async function planFromFile(session: Session, index: number): Promise<PlanDraft> {
  const { planFile, changes, connectors } = session.run.state();
  const plan = planFile?.plans[index];
  if (!planFile || !plan) throw noSuchPlan();
  // A run can lie for weeks between the steps.
  checkAge(planFile, new Date());
  if (connectors.length === 0 && plan.targets.some(({ kind }) => kind === 'connector'))
    throw missing('Read the receive connectors', 2);
  const found: Found[] = [];
  for (const target of plan.targets) found.push({ target, ...(await read(session, target)) });
  const remaining = found.filter((each) => !isMade(each, changes));
  const drift = remaining.map((each) => ({ name: each.target.name, texts: driftOf(each) }));
  if (drift.some(({ texts }) => texts.length > 0)) {
    throw drifted(
      drift.flatMap(({ name, texts }) => (texts.length > 0 ? [name] : [])),
      drift.flatMap(({ texts }) => texts),
      planFile.savedBy,
    );
  }
  if (remaining.length === 0) throw allDone();
  const draft =
    plan.step === 'timeout' ? await timeoutDraft(session, plan) : await connectorDraft(session, plan, remaining);
  const other = remaining
    .map(({ target }) => target)
    .filter((target) => !draft.targets.some((made) => isSameAct(made, target)));
  if (other.length > 0) {
    throw drifted(
      other.map(({ name }) => name),
      other.map((target) => otherAct(target, draft.targets)),
      planFile.savedBy,
    );
  }
  return draft;
}

/** A target as it is now: `reading` is null where it is gone, `connector` where it is none. */
type Seen = { reading: TargetReading | null; connector: Connector | null };
type Found = Seen & { target: PlanTarget };

/** Whether this run has changed each of its settings already, as the file says, or may have. */
function isMade({ target, reading }: Found, changes: readonly ChangeRecord[]): boolean {
  const made = new Set(changes.filter(mayBeMade).flatMap(changedSettings));
  const isOurs = settingIdsOf(target).every((setting) => made.has(setting));
  return isOurs && target.changes.every(({ setting, after }) => isSameValue(reading?.values[setting], after));
}

function driftOf({ target, reading }: Found): string[] {
  if (reading === null) return [goneText(target)];
  return differencesOf(target, reading).map((text) => `${target.name}: ${text}`);
}

const gone = new Set(['exchange/not-found', 'sql/account-unknown', 'plan/stale']);

async function read(session: Session, target: PlanTarget): Promise<Seen> {
  try {
    const known = connectorByGuid(session.run.state().connectors, target.key);
    if (!known) return { reading: await (await readerOf(session, target)).read(), connector: null };
    const connector = await readConnector(session.site.exchange, known);
    return { reading: connectorReading(connector, target), connector };
  } catch (error) {
    if (error instanceof ProblemError && gone.has(error.problem.code)) return { reading: null, connector: null };
    throw error;
  }
}

async function timeoutDraft(session: Session, { targets }: Plan): Promise<PlanDraft> {
  const [target] = targets;
  const wish = await timeoutWish(session, Number(target?.key));
  return planTimeout({ ...wish, typed: target?.changes[0]?.after ?? '' });
}

/** Each connector is planned for itself, since each has only its own changes in the file; together they are one plan. */
async function connectorDraft({ site }: Session, { step }: Plan, found: readonly Found[]): Promise<PlanDraft> {
  const drafts: PlanDraft[] = [];
  const connectors: Connector[] = [];
  for (const { target, connector } of found) {
    if (!connector) throw noSuchPlan();
    connectors.push(connector);
    drafts.push(draftOf(step, connector, target));
  }
  const together: PlanDraft = {
    step,
    targets: drafts.flatMap((draft) => draft.targets),
    risks: distinctRisks(drafts.flatMap((draft) => draft.risks)),
    typedName: nameToType(
      connectors,
      drafts.some((draft) => draft.typedName !== null),
    ),
    ticks: [],
  };
  return withWhatIf(site.exchange, together, connectors);
}

function draftOf(step: Plan['step'], connector: Connector, { changes }: PlanTarget): PlanDraft {
  const after = (name: string) => changes.find(({ setting }) => setting === name)?.after ?? null;
  // What the file does not change keeps the value it has.
  const kept = (name: string) => after(name) ?? attributeText(connector, name) ?? '';
  return step === 'connections'
    ? planConnections([connector], {
        step,
        maxInboundConnectionPerSource: kept('MaxInboundConnectionPerSource'),
        maxInboundConnectionPercentagePerSource: kept('MaxInboundConnectionPercentagePerSource'),
      })
    : planEfficiency([connector], {
        step: 'efficiency',
        maxAcknowledgementDelay: after('MaxAcknowledgementDelay'),
        tarpitInterval: after('TarpitInterval'),
      });
}

const actOf = ({ key, name, kind, changes, command }: PlanTarget) =>
  // A connector's command names the domain controller that it was read from here; an account's says how this build does it.
  canonicalJson({ key, name, changes, command: kind === 'account' ? command : '' });
const isSameAct = (one: PlanTarget, other: PlanTarget) => actOf(one) === actOf(other);

function otherAct(target: PlanTarget, made: readonly PlanTarget[]): string {
  const now = made.find(({ key }) => key === target.key);
  return `${target.name}: here it would be ${now?.command ?? 'nothing'}, not ${target.command}`;
}

function allDone(): ProblemError {
  return new ProblemError({
    code: 'plan/nothing-to-change',
    title: 'There is nothing left to change.',
    detail: 'This run has made every change of this step already.',
    hint: 'Go on to the next step.',
  });
}
