import { getCategories } from '../aliexpress/categories.ts';
import { getCoupons } from '../aliexpress/coupons.ts';
import type { GatewayOutcome } from '../aliexpress/errors.ts';
import type { Gateway, GatewayEvent, GatewayOptions } from '../aliexpress/gateway.ts';
import { createGateway } from '../aliexpress/gateway.ts';
import { generateLinks } from '../aliexpress/links.ts';
import { searchProducts } from '../aliexpress/search.ts';
import { getSkus } from '../aliexpress/skus.ts';
import type { Check } from './check.ts';
import { checkCredentials } from './credentials.ts';
import type { StoredToken } from './judge.ts';
import {
  culpritOf,
  judgeFirstCall,
  judgePackage,
  judgePublisher,
  judgeToken,
  judgeTrackingId,
  unknown,
} from './judge.ts';

export type CheckupSetup = {
  /** As for any gateway; its log is the check-up's own. Key and secret are the ones that calls are made with. */
  gateway: Omit<GatewayOptions, 'log'>;
  /** Key and secret exactly as they were configured, if they are known untrimmed. */
  configured?: { appKey: string; appSecret: string } | undefined;
  trackingIds: readonly string[];
  /** What is known about the stored access token. */
  token?: StoredToken | undefined;
};

/** A page of AliExpress that any publisher gets a link for: the home page. */
const PROBE_PAGE = 'https://www.aliexpress.com/';

/** Any product will do: a missing permission is told before the product is looked at. */
const PROBE_PRODUCT = '1005006338829917';

/**
 * Examines the whole way to AliExpress, from the spelling of the key to each tracking id. Makes about five calls, each
 * counted by `reserve`. Never throws; a check that cannot be made is `unknown`.
 */
export async function runCheckup(setup: CheckupSetup): Promise<Check[]> {
  const { appKey, appSecret } = setup.configured ?? setup.gateway;
  const spelling = setup.gateway.sandbox ? [] : checkCredentials(appKey, appSecret);
  const events: GatewayEvent[] = [];
  const gateway = createGateway({ ...setup.gateway, log: (event) => events.push(event) });
  try {
    const first = await getCategories(gateway);
    const way = judgeFirstCall(first.ok ? undefined : first.failure, skewIn(events));
    const token = judgeToken(setup.token, gateway.now());
    const open = first.ok || culpritOf(first.failure) === 'package Standard';
    const further = open ? await checkFurther(gateway, setup.trackingIds) : unknownFurther(setup.trackingIds);
    return [
      ...spelling,
      ...way.filter((check) => check.state === 'wrong' || !isListed(spelling, check.name)),
      ...further,
      token,
    ];
  } finally {
    await gateway.close();
  }
}

function isListed(checks: readonly Check[], name: string): boolean {
  return checks.some((check) => check.name === name);
}

/** The first known difference of the clocks: later ones may be of a corrected time. */
function skewIn(events: readonly GatewayEvent[]): number | undefined {
  return events.map((event) => (event.event === 'call' ? event.skewMs : undefined)).find((skew) => skew !== undefined);
}

async function checkFurther(gateway: Gateway, trackingIds: readonly string[]): Promise<Check[]> {
  const links: { trackingId: string; outcome: GatewayOutcome<unknown> }[] = [];
  for (const trackingId of trackingIds) {
    const outcome = await generateLinks(gateway, { sources: [PROBE_PAGE], trackingId, linkType: 'normal' });
    links.push({ trackingId, outcome });
  }
  return [
    judgePublisher(links.map(({ outcome }) => outcome)),
    ...links.map(({ trackingId, outcome }) => judgeTrackingId(trackingId, outcome)),
    ...(await checkPackages(gateway, trackingIds[0] ?? '')),
  ];
}

function unknownFurther(trackingIds: readonly string[]): Check[] {
  return ['publisher', ...trackingIds.map((id) => `tracking id ${id}`), 'package Advanced'].map((name) =>
    unknown(name),
  );
}

/** The packages beyond Standard, each tried with its cheapest call. Nothing that most people do needs them. */
async function checkPackages(gateway: Gateway, trackingId: string): Promise<Check[]> {
  const market = { currency: 'USD', language: 'EN', trackingId };
  const order = { productIds: [PROBE_PRODUCT], productId: PROBE_PRODUCT, skuIds: [], shipTo: 'US', ...market };
  return [
    judgePackage(
      'Advanced',
      'hot products, shipping fees and recommendations',
      await searchProducts(gateway, { ...market, page: 1, pageSize: 1, hot: true }),
    ),
    judgePackage('SKU Dimension', 'prices of variants', await getSkus(gateway, order)),
    judgePackage('Promotion Info', 'coupons', await getCoupons(gateway, order)),
  ];
}
