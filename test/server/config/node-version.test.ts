import { expect, it } from 'vitest';
import { nodeComplaint } from '../../../server/node-version.ts';

it.each(['24.15.0', '24.21.0', '26.0.0', '27.1.0'])('runs on Node %s', (version) => {
  expect(nodeComplaint(version)).toBeUndefined();
});

it.each(['20.20.2', '22.23.2', '24.14.9', '25.9.0'])('says in one line that Node %s is too old', (version) => {
  expect(nodeComplaint(version)).toMatch(new RegExp(`^Waybill needs Node 24\\.15 .* this is ${version}: .*\\.$`));
});
