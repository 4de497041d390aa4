import { useCallback, useEffect, useState } from 'react'
import { addProblem } from '../../stores/app-store.ts'
import { useConnection } from '../../use-connection.ts'

/** How long a secret stays in sight. */
const shownMs = 30_000

/** Secrets of one request that are in sight, by the index of their part. */
export interface Reveal {
  readonly values: ReadonlyMap<number, string>
  readonly show: (parts: readonly number[]) => Promise<void>
  readonly hide: (parts: readonly number[]) => void
}

const none: ReadonlyMap<number, string> = new Map()

/**
 * Reveals masked parts of what was sent, because a person asked for them. They are hidden again after 30 seconds, when
 * the window loses its focus, and when another run is shown.
 */
export function useReveal(exchangeId: string, step: 'authorization-request' | 'token-request'): Reveal {
  const connection = useConnection()
  const [values, setValues] = useState(none)

  useEffect(() => {
    if (values.size === 0) return
    const hideAll = (): void => setValues(none)
    const timer = setTimeout(hideAll, shownMs)
    window.addEventListener('blur', hideAll)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('blur', hideAll)
    }
  }, [values])

  const show = useCallback(
    async (parts: readonly number[]) => {
      const answers = await Promise.all(
        parts.map(async (part) => ({
          part,
          answer: await connection.send('exchanges.reveal', { id: exchangeId, step, part }),
        })),
      )
      const refused = answers.find(({ answer }) => !answer.ok)
      if (refused !== undefined && !refused.answer.ok) addProblem(refused.answer.problem)
      const revealed = answers.flatMap(({ part, answer }) => (answer.ok ? [[part, answer.value.value] as const] : []))
      if (revealed.length > 0) setValues((before) => new Map([...before, ...revealed]))
    },
    [connection, exchangeId, step],
  )

  const hide = useCallback(
    (parts: readonly number[]) => setValues((before) => new Map([...before].filter(([part]) => !parts.includes(part)))),
    [],
  )

  return { values, show, hide }
}
