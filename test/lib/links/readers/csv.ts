/** One record by RFC 4180, section 2. */
export function readCsvRecord(text: string): string[] {
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/.exec(rest);
    if (!field) {
      throw new Error(`not a field: ${rest.slice(0, 40)}`);
    }
    fields.push(field[1] === undefined ? (field[2] ?? '') : field[1].replaceAll('""', '"'));
    rest = rest.slice(field[0].length);
    if (field[3] === '') {
      return fields;
    }
  }
}
