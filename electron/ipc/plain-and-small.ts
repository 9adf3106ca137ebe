/** Of all texts of a message together: a plan file's is the longest that the page may send. */
const mostCharacters = 2_500_000;
/** An undo of a thousand settings has the most, some five thousand. */
const mostValues = 20_000;
const mostDepth = 16;

/**
 * Whether a message is plain data (texts, numbers, lists, objects) of a size that the page could mean. The structured clone that brings
 * it lets through more: cycles, maps, buffers, lists of holes, and nesting on which whatever reads by recursion would die. Stops at
 * the first excess and never recurses, so that it is quick whatever comes.
 */
export function isPlainAndSmall(message: unknown): boolean {
  const open = [{ value: message, depth: 0 }];
  let characters = 0;
  let values = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') characters += value.length;
    if (characters > mostCharacters) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === mostDepth || !isPlain(value)) return false;
    if (Array.isArray(value) && value.length > mostValues) return false;
    const names = Object.keys(value);
    values += names.length;
    if (values > mostValues) return false;
    for (const name of names) {
      characters += name.length;
      open.push({ value: (value as Record<string, unknown>)[name], depth: depth + 1 });
    }
  }
  return true;
}

const isPlain = (value: object) =>
  Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
