import { useState } from 'react'
import type { Metadata, MetadataAttempt } from '../../../shared/contract/records.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import type { Connection } from '../../connection.ts'
import { useConnection } from '../../use-connection.ts'

/** What has come of asking an issuer. What was sent in vain is kept, so that nothing is lost. */
export type IssuerReading =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'read'; readonly metadata: Metadata }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly attempts: readonly MetadataAttempt[] }

async function readIssuer(
  connection: Connection,
  issuer: string,
  again: boolean,
  profileId: string | undefined,
): Promise<IssuerReading> {
  const asker = profileId === undefined ? {} : { profileId }
  const answer = await connection.send('metadata.read', { issuer, again, ...asker })
  if (answer.ok) return { kind: 'read', metadata: answer.value }
  const attempts = await connection.send('metadata.attempts', { issuer })
  return { kind: 'failed', problem: answer.problem, attempts: attempts.ok ? attempts.value : [] }
}

/** Asks an issuer about itself when a person wants it, and holds what it said. */
export function useIssuer(profileId?: string): {
  readonly reading: IssuerReading
  readonly ask: (issuer: string, again: boolean) => void
  readonly forget: () => void
} {
  const connection = useConnection()
  const [reading, setReading] = useState<IssuerReading>({ kind: 'not-asked' })
  const ask = (issuer: string, again: boolean): void => {
    setReading({ kind: 'asking' })
    void readIssuer(connection, issuer.trim(), again, profileId).then(setReading)
  }
  return { reading, ask, forget: () => setReading({ kind: 'not-asked' }) }
}
