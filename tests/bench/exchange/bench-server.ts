import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { practiceAccount } from '../../../electron/host/practice/practice-accounts.ts'
import { openChild } from '../child.ts'

/** A token endpoint in a process of its own, with the sign-in page before it. */
export interface BenchServer {
  readonly id: 'instant' | 'signed' | 'real'
  readonly label: string
  readonly authorization: string
  readonly token: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface BenchServers {
  readonly servers: Readonly<Record<BenchServer['id'], BenchServer>>
  close(): Promise<void>
}

/** The product's command; the real provider is the one it brings along for practice. */
const command = join(process.cwd(), 'dist/electron/cli.js')

/** Starts a server that answers at once, one that signs two tokens, and a real provider (oidc-provider). */
export async function openBenchServers(): Promise<BenchServers> {
  const own = await openChild([fileURLToPath(new URL('exchange-provider.js', import.meta.url))], {})
  const practice = await openChild([command, 'practice'], {})
  const client = { clientId: 'bench', clientSecret: 'bench-secret' }
  const authorization = `${own.address}/authorize`
  return {
    servers: {
      instant: {
        ...client,
        id: 'instant',
        label: 'answers at once',
        authorization,
        token: `${own.address}/instant/token`,
      },
      signed: {
        ...client,
        id: 'signed',
        label: 'signs two tokens',
        authorization,
        token: `${own.address}/signed/token`,
      },
      real: {
        id: 'real',
        label: 'oidc-provider',
        authorization: `${practice.address}/auth`,
        token: `${practice.address}/token`,
        clientId: practiceAccount.clientId,
        clientSecret: practiceAccount.clientSecret,
      },
    },
    close: async () => {
      await own.stop()
      await practice.stop()
    },
  }
}
