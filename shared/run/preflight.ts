import { firstAccount } from '../database-mail/first-account';
import { failed } from './check-row';
import type { Check } from './connection';
import { exchangeChecks } from './preflight-exchange';
import type { PreflightFacts } from './preflight-facts';
import { servingChecks } from './preflight-serving';
import { databaseMailChecks } from './preflight-mail';
import { sqlServerChecks } from './preflight-sql';

/** The check list of page 1. A server that cannot be read gives one blocked row, and none of the rows that depend on it. */
export function runPreflight(facts: PreflightFacts): Check[] {
  const { exchange, sql } = facts;
  const accounts = 'read' in sql && 'read' in sql.read.accounts ? sql.read.accounts.read : [];
  const account = firstAccount(facts.profile, accounts);
  const connectors = 'read' in exchange && 'read' in exchange.read.connectors ? exchange.read.connectors.read : [];
  const hubs = 'read' in exchange && 'read' in exchange.read.hubs ? exchange.read.hubs.read : [];
  return [
    ...('failed' in exchange
      ? [failed('exchange', 'Session to Exchange', exchange.failed)]
      : exchangeChecks(facts, exchange.read)),
    ...('failed' in sql
      ? [{ ...failed('sql', 'SQL Server answers', sql.failed), consent: facts.consent }]
      : [...sqlServerChecks(facts, sql.read), ...databaseMailChecks(facts, sql.read, account)]),
    ...(account && connectors.length > 0 ? servingChecks(facts, connectors, hubs, account) : []),
  ];
}
