import { firstAccount } from '../database-mail/first-account';
import type { Problem } from '../result';
import { check } from './check-row';
import type { Check } from './connection';
import { delayCheck, exchangeChecks, servingCheck } from './preflight-exchange';
import type { PreflightFacts } from './preflight-facts';
import { sqlChecks } from './preflight-sql';

/** The check list of page 1. A server that cannot be read gives one blocked row, and none of the rows that depend on it. */
export function runPreflight(facts: PreflightFacts): Check[] {
  const exchange = facts.exchange;
  const sql = facts.sql;
  const account = 'read' in sql ? firstAccount(facts.profile, sql.read.accounts) : null;
  return [
    ...('failed' in exchange
      ? [failed('exchange', 'Exchange answers', exchange.failed)]
      : exchangeChecks(exchange.read, facts.connectorsThrough)),
    ...('failed' in sql ? [failed('sql', 'SQL Server answers', sql.failed)] : sqlChecks(facts, sql.read, account)),
    // Which connector serves depends on the account's port.
    ...('read' in exchange && account
      ? [servingCheck(facts, exchange.read, account.port), delayCheck(facts, exchange.read, account)]
      : []),
  ];
}

const failed = (id: string, title: string, problem: Problem) =>
  check(id, title, 'blocked', `${problem.title} ${problem.detail}`, problem.hint);
