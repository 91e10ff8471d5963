/** `a`, `a and b`, `a, b and c`. */
export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `is` or `are`, by how many there are. */
export function areOrIs(names: readonly string[]): string {
  return names.length > 1 ? 'are' : 'is';
}
