import { expect, it } from 'vitest';
import { isContainerSecret } from '../../../server/container-secret.ts';

it.each([
  ['/run/secrets/app-secret', true],
  ['/run/secrets/waybill/app-secret', true],
  ['/var/run/secrets/app-secret', true],
  ['/run//secrets/app-secret', true],
  ['/run/secrets/../app-secret', false],
  ['/run/secrets', false],
  ['/run/secrets-of-others/app-secret', false],
  ['/data/run/secrets/app-secret', false],
  ['run/secrets/app-secret', false],
  ['/etc/waybill/app-secret', false],
])('%s was handed in by a container engine: %s', (file, expected) => {
  expect(isContainerSecret(file)).toBe(expected);
});
