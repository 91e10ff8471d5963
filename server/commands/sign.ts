import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Algorithm, Params, Unsigned } from '../aliexpress/sign.ts';
import { algorithms, sign } from '../aliexpress/sign.ts';
import type { CommandIo } from './command-io.ts';
import { signingConfigOf } from './command-io.ts';

type SignOptions = { method?: string; path?: string; param: Params; explain?: boolean };

/** Without these AliExpress refuses a request, however it is signed. */
const COMMON = ['app_key', 'timestamp', 'sign_method'];

/** `sign`: prints the signature of one request, over the parameters that are given and no others. */
export function signCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('sign')
    .description('print the signature of a request, with the configured app secret')
    .option('--method <method>', 'a business interface, such as aliexpress.affiliate.link.generate')
    .option('--path <path>', 'a system interface, such as /auth/token/create')
    .option('--param <name=value>', 'a parameter as it is before URL encoding; once for each', parameter, {})
    .option('--explain', 'print every step and the signed text, the secret masked');
  command.action(async (options: SignOptions) => {
    const request = unsigned(options);
    if (typeof request === 'string') return command.error(request);
    const missing = COMMON.filter((name) => !(name in request.params));
    if (missing.length > 0) io.err(`Note: AliExpress wants ${missing.join(', ')} too, and signed.\n`);
    const secret = await secretOf(io);
    io.out(`${options.explain ? await explained(request, secret) : sign(request, secret)}\n`);
  });
}

function parameter(text: string, earlier: Params): Params {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It must be name=value.');
  return { ...earlier, [text.slice(0, equals)]: text.slice(equals + 1) };
}

/** The request to sign, or what is wrong with the options. */
function unsigned({ method, path, param }: SignOptions): Unsigned | string {
  if ((method === undefined) === (path === undefined)) return "error: give either '--method' or '--path'";
  if (path !== undefined) {
    if (!path.startsWith('/')) return "error: a path begins with a slash, such as '/auth/token/create'";
    return { algorithm: 'iop-system', path, params: param };
  }
  const algorithm = algorithmOf(param.sign_method);
  if (algorithm === undefined) return `error: sign_method must be one of ${signMethods().join(', ')}`;
  return { algorithm, params: { ...param, method } };
}

/** What `sign_method` asks for; sha256 if it says nothing. The others belong to the old Taobao gateways. */
function algorithmOf(signMethod: Params[string] = 'sha256'): Exclude<Algorithm, 'iop-system'> | undefined {
  const names = ['iop-business', 'top-md5', 'top-hmac', 'top-hmac-sha256'] as const;
  return names.find((name) => algorithms[name].signMethod === signMethod);
}

function signMethods(): string[] {
  return [...new Set(Object.values(algorithms).map(({ signMethod }) => signMethod))];
}

async function explained(request: Unsigned, secret: string): Promise<string> {
  const { explainSign, renderSignExplanation } = await import('../doctor/sign.ts');
  return renderSignExplanation(explainSign(request, secret));
}

async function secretOf(io: CommandIo): Promise<string> {
  const { appSecret } = signingConfigOf(io);
  if (appSecret !== undefined) return appSecret;
  io.err('Note: no app secret is set; signed with the secret of the sandbox.\n');
  const { SANDBOX } = await import('../sandbox/index.ts');
  return SANDBOX.appSecret;
}
