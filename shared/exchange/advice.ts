import { formatNumber, formatSeconds } from '../format';
import type { Risk } from '../run/plan';
import type { ConnectionLimits, Connector, ConnectorDelays } from './connector';
import { effectiveLimit, explainLimit, smallestPercentage } from './effective-limit';
import { readConnectionLimits } from './limits';
import { hasWideRange } from './match';
import { exchangeVersion, ignoresAcknowledgementDelay } from './version';

/** Sessions Database Mail is assumed to open at once when nothing else is known; its real number is not documented. */
export const assumedPeak = 40;
const leastPerSource = 100;
const mostPerSource = 10_000;
const leastPercentage = 3;

export type ConnectionAdvice = {
  maxInboundConnectionPerSource: number;
  maxInboundConnectionPercentagePerSource: number;
  reason: string;
};

/**
 * The larger of 100 and 1.25 x the expected peak of sessions, and the smallest percentage, at least 3, that lets it count.
 * A number that is higher already stays: the advice never lowers one.
 */
export function suggestConnections(facts: { limits: ConnectionLimits; expectedPeak: number }): ConnectionAdvice {
  const {
    maxInboundConnection,
    maxInboundConnectionPerSource: now,
    maxInboundConnectionPercentagePerSource: share,
  } = facts.limits;
  const wanted = Math.min(mostPerSource, Math.max(leastPerSource, Math.ceil(facts.expectedPeak * 1.25)));
  const target = Math.max(wanted, now === 'unlimited' ? 0 : now);
  const needed = smallestPercentage({ maxInboundConnection, target, othersOpen: 0 });
  const percentage = Math.max(leastPercentage, needed, share);
  return {
    maxInboundConnectionPerSource: target,
    maxInboundConnectionPercentagePerSource: percentage,
    reason: `${perSourceReason(facts.expectedPeak, wanted, target)} ${percentageReason(target, needed, percentage)}`,
  };
}

/**
 * One advice for several connectors that get the same values: the highest of each, so that it lowers none and lets
 * MaxInboundConnectionPerSource count on every one of them.
 */
export function suggestForAll(all: readonly ConnectionLimits[], expectedPeak: number): ConnectionAdvice {
  const most = (pick: (advice: ConnectionAdvice) => number) =>
    Math.max(...all.map((limits) => pick(suggestConnections({ limits, expectedPeak }))));
  const maxInboundConnectionPerSource = most((advice) => advice.maxInboundConnectionPerSource);
  const needed = all.map(({ maxInboundConnection }) =>
    smallestPercentage({ maxInboundConnection, target: maxInboundConnectionPerSource, othersOpen: 0 }),
  );
  const maxInboundConnectionPercentagePerSource = Math.max(
    ...needed,
    most((advice) => advice.maxInboundConnectionPercentagePerSource),
  );
  const [only, another] = all;
  const reason =
    only && !another
      ? suggestConnections({ limits: only, expectedPeak }).reason
      : `${formatNumber(maxInboundConnectionPerSource)} and ${maxInboundConnectionPercentagePerSource} % lower none of the connectors, and let ${formatNumber(maxInboundConnectionPerSource)} count on each.`;
  return { maxInboundConnectionPerSource, maxInboundConnectionPercentagePerSource, reason };
}

function perSourceReason(peak: number, wanted: number, target: number): string {
  if (target > wanted)
    return `${formatNumber(target)} is set already and is enough for about ${formatNumber(peak)} sessions at once.`;
  if (wanted === mostPerSource) return `${formatNumber(target)} is the most that Exchange takes.`;
  if (wanted > leastPerSource)
    return `${formatNumber(target)} leaves a quarter of room over the ${formatNumber(peak)} sessions expected at once.`;
  return `${formatNumber(target)} is enough for the ${formatNumber(peak)} sessions expected at once, with room for more.`;
}

function percentageReason(target: number, needed: number, percentage: number): string {
  if (percentage === 100) return `With 100 % the percentage is switched off, so only the other limits count.`;
  if (percentage > Math.max(needed, leastPercentage)) return `${percentage} % is set already and lets it count.`;
  if (percentage > needed) return `${percentage} % lets it count, also while others are connected.`;
  return `${percentage} % is the smallest share that lets ${formatNumber(target)} count.`;
}

/** Why these limits give one source fewer sessions than MaxInboundConnectionPerSource says, and what to enter; null when they do not. */
export function percentageTrap(wanted: ConnectionLimits): string | null {
  const { maxInboundConnectionPerSource: perSource, maxInboundConnection } = wanted;
  if (effectiveLimit(wanted).heldBy !== 'MaxInboundConnectionPercentagePerSource') return null;
  const remedy =
    perSource === 'unlimited'
      ? '100 % would switch this limit off'
      : `to reach ${formatNumber(perSource)}, enter ${smallestPercentage({ maxInboundConnection, target: perSource, othersOpen: 0 })} %`;
  return `One source gets ${explainLimit(wanted)}; ${remedy}.`;
}

/** What the user should know before new connection limits are written to this connector. */
export function connectionRisks(change: { connector: Connector; wanted: ConnectionLimits }): Risk[] {
  const { connector, wanted } = change;
  const risks: Risk[] = [];
  if (hasWideRange(connector)) {
    risks.push(
      danger(
        'This connector accepts a very wide address range, and every machine in it gets the higher limit. A connector for the SQL Server alone is safer.',
      ),
    );
  }
  const trap = percentageTrap(wanted);
  if (trap !== null) risks.push(warning(trap));
  const now = effectiveLimit(readConnectionLimits(connector)).limit ?? Infinity;
  const after = effectiveLimit(wanted).limit ?? Infinity;
  if (after < now) {
    const before = now === Infinity ? 'no limit' : formatNumber(now);
    risks.push(
      warning(`${connector.identity} allows one source ${before} now: this lowers it to ${formatNumber(after)}.`),
    );
  }
  if (effectiveLimit(wanted).heldBy === 'MaxInboundConnection') {
    risks.push(warning(`One source gets ${explainLimit(wanted)}. RelayTune does not change MaxInboundConnection.`));
  }
  if (wanted.maxInboundConnectionPerSource === 'unlimited') {
    risks.push(warning('Unlimited lets one faulty machine take most sessions of this connector: a number is safer.'));
  }
  if (wanted.maxInboundConnectionPercentagePerSource >= 100) {
    risks.push(warning('100 % switches the percentage off, so one machine can take a larger share of this connector.'));
  }
  risks.push(
    info('One machine can take a larger share of the mail server than before.'),
    info(
      'No restart is needed. New sessions get the new limits once Active Directory has replicated; open sessions keep the old ones.',
    ),
  );
  return risks;
}

/** One delay of page 4: `value` is the suggested number of seconds, null = leave it as it is. */
export type DelayAdvice = {
  value: number | null;
  gain: string;
  price: string;
  /** Why a change would do nothing; null when it would do something. */
  noEffect: string | null;
};

export type EfficiencyFacts = {
  delays: ConnectorDelays;
  /** AdminDisplayVersion as Exchange prints it; an unknown one is taken for 2010. */
  exchangeVersion: string | null;
  /** Whether error replies or 5 s steps were measured. */
  tarpitSeen: boolean;
};

/** MaxAcknowledgementDelay 0 where it has an effect; TarpitInterval stays unless it was seen, since a clean session never meets it. */
export function suggestEfficiency(facts: EfficiencyFacts): {
  maxAcknowledgementDelay: DelayAdvice;
  tarpitInterval: DelayAdvice;
} {
  const { tarpitInterval: tarpit, maxAcknowledgementDelay: held } = facts.delays;
  const noEffect = acknowledgementNoEffect(held, facts.exchangeVersion);
  return {
    maxAcknowledgementDelay: {
      value: noEffect === null ? 0 : null,
      gain:
        noEffect === null
          ? `Exchange answers each mail at once instead of keeping its session busy for up to ${formatSeconds(held ?? 0)}.`
          : 'There is nothing to gain here.',
      price: 'If this server fails between its answer and the delivery, that mail can be lost and nobody is told.',
      noEffect,
    },
    tarpitInterval: {
      value: facts.tarpitSeen && tarpit > 0 ? 0 : null,
      gain: facts.tarpitSeen
        ? `Error replies were seen: each would come at once instead of after ${formatSeconds(tarpit)}.`
        : `Only error replies come sooner, by ${formatSeconds(tarpit)} each; a clean session never meets this delay.`,
      price:
        'Anyone who reaches this connector can guess mail addresses faster, and a hardening rule (STIG) asks to keep the delay.',
      noEffect: tarpit === 0 ? 'It is 0 already.' : null,
    },
  };
}

function acknowledgementNoEffect(held: number | null, version: string | null): string | null {
  if (held === null) return 'This version of Exchange has no MaxAcknowledgementDelay.';
  if (ignoresAcknowledgementDelay(version))
    return 'From Exchange 2013 on this attribute is shown, but it has no effect.';
  return held === 0 ? 'It is 0 already.' : null;
}

export type EfficiencyChange = {
  acknowledgementToZero: boolean;
  tarpitToZero: boolean;
  /** AdminDisplayVersion as Exchange prints it; without it every version is possible. */
  exchangeVersion?: string | null;
};

/** What the user should know before a delay is set to 0. */
export function efficiencyRisks(change: EfficiencyChange): Risk[] {
  const { acknowledgementToZero, tarpitToZero, exchangeVersion: text = null } = change;
  const version = exchangeVersion(text);
  const maybe2010Sp1 = version === null || (version.major === 14 && version.minor === 1);
  const risks: Risk[] = [];
  if (tarpitToZero) {
    risks.push(
      danger(
        'TarpitInterval 0 is against a hardening rule (STIG): without sign-in, mail addresses can be guessed faster.',
      ),
    );
  }
  if (tarpitToZero && maybe2010Sp1) {
    risks.push(
      warning(
        'Exchange 2010 SP1 before Update Rollup 3 gives wrong replies with TarpitInterval 0 and pipelining; Microsoft advises 1 second there.',
      ),
    );
  }
  if (acknowledgementToZero) {
    risks.push(
      ignoresAcknowledgementDelay(text)
        ? info('From Exchange 2013 on MaxAcknowledgementDelay has no effect: nothing becomes faster.')
        : warning(
            'With MaxAcknowledgementDelay 0 Exchange no longer waits for shadow redundancy: a mail it has accepted can be lost if this server fails before delivering it.',
          ),
    );
  }
  return risks;
}

const info = (text: string): Risk => ({ severity: 'info', text });
const warning = (text: string): Risk => ({ severity: 'warning', text });
const danger = (text: string): Risk => ({ severity: 'danger', text });
