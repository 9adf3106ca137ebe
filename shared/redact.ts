import type { z } from 'zod';
import { isSecret } from './secret';

/** In the place of a secret. */
const secretMark = '[secret]';
/** In the place of what the schema does not describe. */
const unknownMark = '[not shown]';
/** Of a text and of a list: a trace tells what was asked, it does not keep what was sent. */
const mostCharacters = 200;
const mostItems = 20;

type Schema = z.core.$ZodType;
const kindOf = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def;

/**
 * A value as a trace may show it: what the schema marks as secret becomes a mark, as does whatever has another shape than the schema
 * says; members it does not name are left out, and what is long is cut. Never throws.
 */
export function redact(schema: Schema, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (isSecret(schema)) return secretMark;
  const def = kindOf(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return value === null ? null : redact(def.innerType, value);
    case 'object':
      return isObject(value) ? redactMembers(def.shape, value) : unknownMark;
    case 'array':
      return Array.isArray(value) ? redactItems(def.element, value) : unknownMark;
    case 'union':
      return redactUnion(def.options, value);
    case 'string':
    case 'number':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'null':
      return leaf(value);
    default:
      return unknownMark;
  }
}

/** The texts in the secret fields of a value, for the scanner that reads every line last. */
export function secretsIn(schema: Schema, value: unknown): string[] {
  if (isSecret(schema)) return textsIn(value);
  const def = kindOf(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return secretsIn(def.innerType, value);
    case 'object':
      return isObject(value)
        ? Object.entries(def.shape).flatMap(([key, member]) => secretsIn(member, own(value, key)))
        : [];
    case 'array':
      return Array.isArray(value) ? value.flatMap((item) => secretsIn(def.element, item)) : [];
    case 'union':
      return def.options.flatMap((option) => secretsIn(option, value));
    default:
      return [];
  }
}

function redactMembers(shape: Readonly<Record<string, Schema>>, value: object): unknown {
  const members = Object.entries(shape).map(([key, member]) => [key, redact(member, own(value, key))] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function redactItems(element: Schema, value: readonly unknown[]): unknown[] {
  const items = value.slice(0, mostItems).map((item) => redact(element, item) ?? unknownMark);
  return value.length > mostItems ? [...items, `… and ${value.length - mostItems} more`] : items;
}

/** What one fitting option calls secret is secret, whatever another that fits as well would show. */
function redactUnion(options: readonly Schema[], value: unknown): unknown {
  // Sent in another shape, it would fit only the option that shows it.
  if (options.some(isWhollySecret)) return secretMark;
  const fitting = options.filter((option) => (option as z.ZodType).safeParse(value).success);
  return fitting.length === 0 ? unknownMark : fitting.reduce<unknown>((shown, option) => redact(option, shown), value);
}

function isWhollySecret(schema: Schema): boolean {
  const def = kindOf(schema);
  if (def.type === 'optional' || def.type === 'nullable') return isSecret(schema) || isWhollySecret(def.innerType);
  return isSecret(schema) || (def.type === 'union' && def.options.some(isWhollySecret));
}

function leaf(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > mostCharacters ? `${value.slice(0, mostCharacters - 1)}…` : value;
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : unknownMark;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(textsIn) : [];
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
