import { expect, it } from 'vitest';
import { connectionProblem } from '../../../server/store/connection-problem.ts';

function coded(code: string): Error {
  return Object.assign(new Error('postgres://u:canary@h/d'), { code });
}

it.each([
  ['that nobody listens', coded('ECONNREFUSED'), /cannot be reached \(ECONNREFUSED\)\..*start again/],
  ['that its name is not known yet', coded('EAI_AGAIN'), /cannot be reached \(EAI_AGAIN\)/],
  ['that it says nothing', new Error('timeout exceeded when trying to connect'), /\(it does not answer\)/],
  ['that it hung up', new Error('Connection terminated unexpectedly'), /\(it does not answer\)/],
  ['a wrong password', coded('28P01'), /refused the user, password or name \(28P01\)/],
  ['that it is starting', coded('57P03'), /takes no connection at the moment \(57P03\).*later/],
  ['that it has too many connections', coded('53300'), /takes no connection at the moment \(53300\)/],
])('a start says in one line without the address: %s', (_, error, words) => {
  const problem = connectionProblem(error);
  expect(problem?.message).toMatch(words);
  expect(problem?.message).not.toMatch(/canary|\n/);
});

it('takes no mistake of a statement for a problem of the connection', () => {
  expect(connectionProblem(coded('42601'))).toBeUndefined();
  expect(connectionProblem(Object.assign(new Error('statement timeout'), { code: '57014' }))).toBeUndefined();
});
