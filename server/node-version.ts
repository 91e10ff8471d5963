/** Why this Node cannot run the backend; undefined if it can. `node:sqlite` is complete from 24.15 on. */
export function nodeComplaint(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= 26 || (major === 24 && minor >= 15)) return undefined;
  return `Waybill needs Node 24.15 or 26 and newer, this is ${version}: start it with "npm run waybill --" or "npx waybill".`;
}
