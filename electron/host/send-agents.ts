import { createHash } from 'node:crypto'
import type { Agent } from 'undici'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { SendLimits } from './send-limits.ts'
import { readTlsMaterial, type TlsMaterial, type Transport } from './tls-material.ts'

type Undici = typeof import('undici')

/** Pools of connections: one for all that connect as usual, and one for each way to connect otherwise. */
export interface Agents {
  /** The pool for a transport, or why its certificates cannot be used. */
  of(transport: Transport | null): Outcome<Agent>
  /** How long connecting to `host:port` took, in milliseconds; `null` where a connection was there already. */
  takeConnectTime(host: string): number | null
  close(): Promise<void>
}

/** So many transports keep their connections; whoever comes back later connects again. */
const mostKept = 8

/** An agent that verifies certificates whatever the environment says, and tells how long connecting took. */
function createAgent(
  { Agent, buildConnector }: Undici,
  limits: SendLimits,
  material: TlsMaterial,
  connected: (host: string, milliseconds: number) => void,
): Agent {
  const connect = buildConnector({
    ...material,
    timeout: limits.connect,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  })
  return new Agent({
    headersTimeout: limits.headers,
    bodyTimeout: limits.idle,
    maxHeaderSize: limits.headerBytes,
    connect: (options, callback) => {
      const started = performance.now()
      connect(options, (...answer) => {
        connected(`${options.hostname}:${options.port}`, performance.now() - started)
        callback(...answer)
      })
    },
  })
}

/** Creates the pools of a sender. Connections are never shared between transports: a certificate was shown on them. */
export function createAgents(undici: Undici, limits: SendLimits, now: () => EpochMs): Agents {
  const connectTimes = new Map<string, number>()
  const create = (material: TlsMaterial): Agent =>
    createAgent(undici, limits, material, (host, milliseconds) => connectTimes.set(host, milliseconds))
  const usual = create({})
  const kept = new Map<string, Agent>()
  const keep = (key: string, agent: Agent): void => {
    kept.delete(key)
    kept.set(key, agent)
    for (const [oldest, old] of [...kept].slice(0, Math.max(0, kept.size - mostKept))) {
      kept.delete(oldest)
      // Ends once its last answer is here.
      void old.close()
    }
  }
  return {
    of: (transport) => {
      if (transport === null) return ok(usual)
      const material = readTlsMaterial(transport, now())
      if (!material.ok) return material
      const key = createHash('sha256').update(JSON.stringify(transport)).digest('base64')
      const agent = kept.get(key) ?? create(material.value)
      keep(key, agent)
      return ok(agent)
    },
    takeConnectTime: (host) => {
      const time = connectTimes.get(host) ?? null
      connectTimes.delete(host)
      return time
    },
    close: async () => {
      await Promise.all([usual, ...kept.values()].map((agent) => agent.destroy()))
    },
  }
}
