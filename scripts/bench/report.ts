/** Prints what was measured, line by line. */
export type Report = {
  /** A figure with a goal. `what` and `unit` are words of a row. */
  goal(what: string, value: number, relation: '<=' | '>=', limit: number, unit: string): void;
  /** A figure that only explains. */
  note(what: string, text: string): void;
  /** How many goals were missed so far. */
  failed(): number;
};

export function createReport(write: (line: string) => void): Report {
  let missed = 0;
  return {
    goal: (what, value, relation, limit, unit) => {
      const isMet = relation === '<=' ? value <= limit : value >= limit;
      if (!isMet) missed += 1;
      const columns = [
        what.padEnd(38),
        `${rounded(value)} ${unit}`.padEnd(40),
        `${relation} ${rounded(limit)}`.padEnd(9),
      ];
      write(`${columns.join(' ')} ${isMet ? 'met' : 'MISSED'}\n`);
    },
    note: (what, text) => write(`${what.padEnd(38)} ${text}\n`),
    failed: () => missed,
  };
}

/** Ratios with two decimals, whole numbers without any. A figure that could not be taken is NaN and meets no goal. */
function rounded(value: number): string {
  return Number.isInteger(value) || value >= 20 ? value.toFixed(0) : value.toFixed(2);
}
