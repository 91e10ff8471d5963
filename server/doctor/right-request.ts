import { commonParams, endpointOf } from '../aliexpress/request.ts';
import type { Params, Unsigned } from '../aliexpress/sign.ts';
import { baseString, sign, signedPairs } from '../aliexpress/sign.ts';
import { commonParams as commonNames, knownApis } from './apis.ts';
import type { SentRequest } from './read-request.ts';
import type { Target } from './target.ts';

/** The right text and sign. `base` holds no secret: HMAC takes it as its key. */
export type RightSign = { base: string; sign: string };

export type ReadyRequest = RightSign & {
  endpoint: string;
  body: string;
  /** Endpoint and body in one address. */
  address: string;
  curl: string;
};

/** Whose request it is, and when it is to be sent. */
export type Sender = { appKey: string; secret: string; now: number };

/** The right sign for what was sent, and the whole request as it should be, signed with the time of now. */
export function rightRequest(
  request: SentRequest,
  target: Target,
  sender: Sender,
): { asSent: RightSign; ready: ReadyRequest } {
  const sent = sentParams(request, target, sender);
  return { asSent: signOf(target, sent, sender.secret), ready: readyRequest(sent, target, sender) };
}

/** What was sent, without what must not be sent or signed. */
function sentParams(request: SentRequest, { api, kind }: Target, { appKey, secret }: Sender): Params {
  const kept = request.params
    .filter(
      ({ name, value }) => name !== 'sign' && value !== secret && !/^(app_?secret|client_secret|secret)$/i.test(name),
    )
    .filter(({ name }) => !(kind === 'iop-system' && name === 'method'));
  const params = Object.fromEntries([...kept].reverse().map(({ name, value }) => [name, value]));
  return { app_key: appKey, ...params, sign_method: 'sha256', ...(kind === 'iop-business' ? { method: api } : {}) };
}

function signOf({ api, kind }: Target, params: Params, secret: string): RightSign {
  const unsigned: Unsigned =
    kind === 'iop-system' ? { algorithm: kind, path: api, params } : { algorithm: kind, params };
  return { base: baseString(unsigned), sign: sign(unsigned, secret) };
}

function readyRequest(sent: Params, target: Target, { appKey, secret, now }: Sender): ReadyRequest {
  const known = knownApis[target.api];
  const takes = known && new Set([...commonNames, ...known.required, ...known.optional]);
  const kept = Object.entries(sent).filter(([name]) => takes?.has(name) ?? true);
  const cleanKey = appKey.replace(/[\s\uFEFF]/g, '');
  const params = { ...Object.fromEntries(kept), ...commonParams(target.api, cleanKey, now) };
  const right = signOf(target, params, secret);
  const endpoint = endpointOf(target.origin, target.api);
  const form = [...signedPairs(params), ['sign', right.sign]].map(([name = '', value = '']) => [name, value]);
  const body = new URLSearchParams(form).toString();
  return { ...right, endpoint, body, address: `${endpoint}?${body}`, curl: `curl --data '${body}' '${endpoint}'` };
}
