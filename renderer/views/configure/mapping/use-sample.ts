import { useEffect, useState } from 'react'
import { type Exchange, readStep } from '../../../../shared/flow/exchange.ts'
import type { Connection } from '../../../connection.ts'
import { useExchanges } from '../../../stores/exchange-store.ts'
import { useConnection } from '../../../use-connection.ts'
import type { Sample } from './sample.ts'

/** The newest answers of a profile's runs: one with tokens or nothing readable, and one that refused. */
export interface RunSamples {
  readonly success: Sample | null
  readonly refusal: Sample | null
}

const searched = 30

function readSample(exchange: Exchange): Sample | null {
  const raw = readStep(exchange, 'raw-response')?.response
  return raw === undefined || raw.body === '' ? null : { origin: 'run', raw }
}

async function readRunSample(connection: Connection, id: string | undefined): Promise<Sample | null> {
  if (id === undefined) return null
  const answer = await connection.send('exchanges.show', { id })
  return answer.ok ? readSample(answer.value) : null
}

async function readRunSamples(connection: Connection, profileId: string): Promise<RunSamples> {
  const answer = await connection.send('exchanges.list', { profileId, runsOnly: true, limit: searched })
  if (!answer.ok) return { success: null, refusal: null }
  const answered = answer.value.filter((row) => row.status !== null)
  const [success, refusal] = await Promise.all([
    readRunSample(connection, answered.find((row) => row.state !== 'refused')?.id),
    readRunSample(connection, answered.find((row) => row.state === 'refused')?.id),
  ])
  return { success, refusal }
}

const none: RunSamples = { success: null, refusal: null }

/** The answers of the last runs; read again when a run of this profile has ended. */
export function useRunSamples(profileId: string): RunSamples {
  const connection = useConnection()
  const ended = useExchanges((state) => {
    const newest = state.newest[profileId]
    return newest === undefined ? null : `${newest.id} ${newest.endedAt}`
  })
  const [known, setKnown] = useState<{ readonly key: string; readonly samples: RunSamples }>({ key: '', samples: none })
  const key = `${profileId} ${ended}`
  useEffect(() => {
    let isCurrent = true
    void readRunSamples(connection, profileId).then((samples) => {
      if (isCurrent) setKnown({ key, samples })
    })
    return () => {
      isCurrent = false
    }
  }, [connection, profileId, key])
  return known.key.startsWith(`${profileId} `) ? known.samples : none
}
