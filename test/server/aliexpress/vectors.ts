import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Params = z.record(z.string(), z.unknown());

/** One entry of test/fixtures/signature-vectors.json. */
const Vector = z.object({
  name: z.string(),
  algorithm: z.string(),
  endpoint_kind: z.string(),
  secret: z.string(),
  params: z.record(z.string(), z.nullable(z.string())),
  typed_params: z.optional(Params),
  file_params: z.optional(z.unknown()),
  path: z.string(),
  string_to_sign: z.string(),
  expected_sign: z.string(),
  correct_sign: z.optional(z.nullable(z.string())),
  normative: z.boolean(),
});
export type Vector = z.infer<typeof Vector>;

export const vectors = z
  .array(Vector)
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/signature-vectors.json', import.meta.url), 'utf8')));
