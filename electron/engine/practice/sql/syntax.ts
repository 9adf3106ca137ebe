import type { SqlTypeName, SqlValue } from './catalogue';

export type TypeName = { type: SqlTypeName; length?: number | 'max' };

export type Expression =
  | { kind: 'literal'; value: SqlValue }
  | { kind: 'variable'; name: string }
  | { kind: 'column'; table: string | null; name: string }
  | { kind: 'negate' | 'not'; operand: Expression }
  | { kind: 'arithmetic'; operator: '+' | '-' | '*' | '/' | '%'; left: Expression; right: Expression }
  | { kind: 'compare'; operator: '=' | '<>' | '<' | '<=' | '>' | '>='; left: Expression; right: Expression }
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'like'; operand: Expression; pattern: Expression; escape: Expression | null }
  | { kind: 'in'; operand: Expression; list: Expression[] }
  | { kind: 'between'; operand: Expression; low: Expression; high: Expression }
  | { kind: 'isNull'; operand: Expression }
  | {
      kind: 'case';
      operand: Expression | null;
      whens: { when: Expression; then: Expression }[];
      otherwise: Expression | null;
    }
  | { kind: 'call'; name: string; args: Expression[]; isDistinct: boolean; isStar: boolean }
  | { kind: 'cast'; operand: Expression; to: TypeName; style: number }
  /** A scalar subquery; it knows nothing of the row outside. */
  | { kind: 'subquery'; select: Select };

export type SelectItem = { expression: Expression; alias: string | null } | { star: true; table: string | null };

/** One to three parts, as typed. */
export type ObjectName = string[];

export type Source = { name: ObjectName; alias: string | null };
export type Join = { type: 'inner' | 'left'; source: Source; on: Expression };

export type Select = {
  kind: 'select';
  top: Expression | null;
  isDistinct: boolean;
  items: SelectItem[];
  from: Source | null;
  joins: Join[];
  where: Expression | null;
  groupBy: Expression[];
  having: Expression | null;
  orderBy: { expression: Expression; isDescending: boolean }[];
};

export type Argument = { name: string | null; value: Expression; isOutput: boolean };

export type Statement =
  | Select
  | { kind: 'update'; table: ObjectName; set: { column: string; value: Expression }[]; where: Expression | null }
  | { kind: 'delete'; table: ObjectName; where: Expression | null }
  | { kind: 'execute'; procedure: ObjectName; args: Argument[]; returnTo: string | null }
  | { kind: 'declare'; variables: { name: string; type: TypeName; value: Expression | null }[] }
  | { kind: 'setVariable'; name: string; value: Expression }
  | { kind: 'setOption' }
  | { kind: 'use'; database: string }
  | { kind: 'if'; condition: Expression; then: Statement; otherwise: Statement | null }
  | { kind: 'block'; statements: Statement[] }
  | { kind: 'raise'; message: Expression; severity: Expression; values: Expression[] }
  | { kind: 'print'; value: Expression }
  | { kind: 'waitFor'; until: 'delay' | 'time'; value: Expression };
