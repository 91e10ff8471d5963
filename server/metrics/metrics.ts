import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Me } from '../../lib/contract/access.ts';
import type { Layer } from '../coalescing/find-answers.ts';

/** Upper bounds of the latency histograms, in seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** What the backend counts, for Prometheus. */
export type Metrics = {
  request(route: string, method: string, status: number, seconds: number): void;
  gatewayCall(api: string, outcome: string, seconds: number): void;
  batch(kind: string, size: number): void;
  found(kind: string, layer: Layer, items: number): void;
  /** The text of `GET /metrics`. */
  text(): Promise<string>;
};

/** Metrics of one backend. `quota` is read when they are asked for. */
export function createMetrics(quota: () => Promise<Me['quota']>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'waybill_request_seconds',
    help: 'Time to answer an API request',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'waybill_gateway_call_seconds',
    help: 'Time of one call to the AliExpress gateway, by API and outcome',
    labelNames: ['api', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const batches = new Histogram({
    name: 'waybill_batch_size',
    help: 'Items asked for in one gateway call',
    labelNames: ['kind'],
    buckets: [1, 2, 5, 10, 20, 30, 40, 50],
    registers,
  });
  const found = new Counter({
    name: 'waybill_answers_total',
    help: 'Items by where their answer was found',
    labelNames: ['kind', 'layer'],
    registers,
  });
  quotaGauges(registry, quota);
  return {
    request: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    gatewayCall: (api, outcome, seconds) => calls.observe({ api, outcome }, seconds),
    batch: (kind, size) => batches.observe({ kind }, size),
    found: (kind, layer, items) => {
      if (items > 0) found.inc({ kind, layer }, items);
    },
    text: () => registry.metrics(),
  };
}

function quotaGauges(registry: Registry, quota: () => Promise<Me['quota']>): void {
  const gauge = (name: string, help: string, read: (state: Me['quota']) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(read(await quota()));
      },
    });
  gauge('waybill_quota_limit_calls', 'Gateway calls that may be made today', ({ limit }) => limit);
  gauge('waybill_quota_used_calls', 'Gateway calls reserved today', ({ used }) => used);
}
