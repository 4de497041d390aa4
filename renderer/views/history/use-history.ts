import { useEffect, useState } from 'react'
import type { TokenSetRow } from '../../../shared/contract/records.ts'
import type { ExchangeRow } from '../../../shared/flow/exchange.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import type { Connection } from '../../connection.ts'
import { useConnection } from '../../use-connection.ts'

/** Runs that are read at once. */
const pageSize = 200

/** The history as far as it is read. */
export interface History {
  /** Newest first; `null` until they are read. */
  readonly rows: readonly ExchangeRow[] | null
  /** Token sets by the run they came from. */
  readonly tokens: ReadonlyMap<string, TokenSetRow>
  readonly hasMore: boolean
  readonly problem: Problem | null
  readonly readMore: () => void
}

interface Read {
  readonly rows: readonly ExchangeRow[] | null
  readonly hasMore: boolean
  readonly problem: Problem | null
}

const noTokens: ReadonlyMap<string, TokenSetRow> = new Map()

/** Reads the token sets of the profiles that occur in the list; those of other profiles stay where they are. */
async function readTokens(
  connection: Connection,
  rows: readonly ExchangeRow[],
): Promise<ReadonlyMap<string, TokenSetRow>> {
  const profiles = [...new Set(rows.filter((row) => row.state === 'received').map((row) => row.profileId))]
  const answers = await Promise.all(profiles.map((profileId) => connection.send('tokens.list', { profileId })))
  const sets = answers.flatMap((answer) => (answer.ok ? answer.value : []))
  return new Map(sets.flatMap((set) => (set.exchangeId === null ? [] : [[set.exchangeId, set] as const])))
}

/** Reads that many pages, each from where the one before it ended. */
async function readPages(
  connection: Connection,
  pages: number,
): Promise<Outcome<{ readonly rows: readonly ExchangeRow[]; readonly hasMore: boolean }>> {
  const rows: ExchangeRow[] = []
  for (let page = 0; page < pages; page++) {
    const before = rows.at(-1)?.startedAt
    const answer = await connection.send('exchanges.list', {
      limit: pageSize,
      ...(before === undefined ? {} : { before }),
    })
    if (!answer.ok) return answer
    rows.push(...answer.value)
    if (answer.value.length < pageSize) return ok({ rows, hasMore: false })
  }
  return ok({ rows, hasMore: true })
}

/** The runs of all profiles. They are read again when a run ends or the history changes. */
export function useHistory(): History {
  const connection = useConnection()
  const [read, setRead] = useState<Read>({ rows: null, hasMore: false, problem: null })
  const [tokens, setTokens] = useState(noTokens)
  const [pages, setPages] = useState(1)

  useEffect(() => {
    let newest = 0
    const readAll = async (): Promise<void> => {
      newest += 1
      const mine = newest
      const answer = await readPages(connection, pages)
      if (mine !== newest) return
      if (!answer.ok) return setRead((before) => ({ ...before, problem: answer.problem }))
      setRead({ ...answer.value, problem: null })
      const found = await readTokens(connection, answer.value.rows)
      if (mine === newest) setTokens(found)
    }
    void readAll()
    const stop = connection.onEvent((event) => {
      const ended = event.kind === 'exchange.changed' && event.exchange.endedAt !== null
      if (ended || event.kind === 'history.changed' || event.kind === 'tokens.changed') void readAll()
    })
    return () => {
      newest += 1
      stop()
    }
  }, [connection, pages])

  return { ...read, tokens, readMore: () => setPages((before) => before + 1) }
}
