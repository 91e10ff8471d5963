import type { CircuitBreakerPolicy } from 'cockatiel';
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhenResult } from 'cockatiel';

export type Breakers = {
  /** Runs the job, or resolves to undefined, unrun, while the method rests. */
  run<T extends { failing: boolean }>(method: string, job: () => Promise<T>): Promise<T | undefined>;
};

/** One breaker per method: the search service can be down while links are made as ever. */
export function createBreakers(failuresInARow: number, restMs: number): Breakers {
  const policies = new Map<string, CircuitBreakerPolicy>();
  const isFailing = (result: unknown) =>
    typeof result === 'object' && result !== null && 'failing' in result && result.failing === true;

  function policyOf(method: string): CircuitBreakerPolicy {
    const known = policies.get(method);
    if (known) return known;
    const policy = circuitBreaker(handleWhenResult(isFailing), {
      halfOpenAfter: restMs,
      breaker: new ConsecutiveBreaker(failuresInARow),
    });
    policies.set(method, policy);
    return policy;
  }

  return {
    async run(method, job) {
      try {
        return await policyOf(method).execute(job);
      } catch (error) {
        if (error instanceof BrokenCircuitError) return undefined;
        throw error;
      }
    },
  };
}
