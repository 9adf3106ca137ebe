import { toProblem } from '../../../shared/result';
import type { Plan } from '../../../shared/run/plan';
import { fingerprintOf, planFileName, ticketText, type PlanFile } from '../../../shared/run/plan-file';
import { plansForFile } from '../../../shared/run/plans-for-file';
import { cannotBeKept, locked } from '../../../shared/run/plan-file-problem';
import { whyNotForFile } from '../../../shared/run/plan-file-shape';
import { readPlanFile, type PlanFileRules } from '../../../shared/run/plan-file-reading';
import { timeoutTexts } from '../database-mail/plan-timeout';
import { openSessionOf, type Desk } from '../desk';
import { hashState } from '../run/plan-store';
import type { Session } from '../session';
import { chosenConnection } from '../run/chosen';
import { whoAndWhere } from '../run/who-and-where';
import type { EngineHandlers } from '../types';

/** How this program reads a plan file now. */
export const planFileRules = (): PlanFileRules => ({ now: new Date(), hash: hashState, timeoutTexts });

export function planFileHandlers(desk: Desk): Pick<EngineHandlers, 'planFile.text' | 'run.ticket'> {
  return {
    async 'run.ticket'({ ticket }) {
      return recordTicket(openSessionOf(desk), ticket);
    },
    async 'planFile.text'({ planId, ticket }) {
      const session = openSessionOf(desk);
      const { run } = session;
      if (run.state().planFile) throw locked('A run that carries out a plan file makes none.');
      const plan = session.plans.look(planId);
      const why = whyNotForFile(plan);
      if (why !== null) throw cannotBeKept(why);
      const made = fileOf(session, desk.options.appVersion, ticketText(ticket), plan);
      const text = `${JSON.stringify(made, null, 2)}\n`;
      try {
        // What is saved can be opened: the same rules hold for both.
        readPlanFile(text, planFileRules());
      } catch (error) {
        throw cannotBeKept(toProblem(error).detail);
      }
      await recordTicket(session, ticket);
      await run.record({ type: 'plan-kept', plan });
      return { fileName: planFileName(made), text, fingerprint: fingerprintOf(made.sha256) };
    },
  };
}

function fileOf({ run, site }: Session, appVersion: string, ticket: string, plan: Plan): PlanFile {
  const state = run.state();
  const { exchangeServer, sqlServer, profile } = chosenConnection(state);
  const { user, machine } = whoAndWhere();
  const covered = {
    format: 'relaytune-plan',
    version: 1,
    runId: run.id,
    mode: state.mode,
    scenario: state.scenario,
    practiceNetwork: site.practiceNetwork ?? null,
    savedAt: new Date().toISOString(),
    savedBy: user,
    machine,
    appVersion,
    ticket,
    exchangeServer,
    sqlServer,
    profile,
    plans: plansForFile(state, plan),
  } as const;
  return { ...covered, sha256: hashState(covered) };
}

async function recordTicket({ run }: Session, typed: string) {
  const ticket = ticketText(typed);
  return ticket === run.state().ticket ? run.state() : run.record({ type: 'ticket-set', ticket });
}
