import type { GrantName } from '../../shared/dialects/grant-names.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import { fail, type Outcome } from '../../shared/lib/outcome.ts'
import type { Host } from '../host/host.ts'
import { printError } from '../host/print.ts'
import { buildConfirmLines } from './confirm-lines.ts'
import { followRun, type RunWatch } from './follow-run.ts'
import { buildPlainText, buildProblemLines } from './print-problem.ts'
import { addRefusalWords } from './refusal-words.ts'
import { isTerminal, listenForLines } from './terminal-input.ts'
import type { HeldTokens } from './token-document.ts'

export interface ObtainOptions {
  readonly grant?: GrantName | 'refresh_token'
  readonly authorizeParameters: Readonly<Record<string, string>>
  readonly browser: boolean
}

/** What is pasted goes to the waiting run; what does not fit is said, and the run goes on waiting. */
function listenForPaste(host: Host, exchange: Exchange): { stop(): void } {
  return listenForLines((text) => {
    void host.send('exchanges.paste', { id: exchange.id, text }).then((pasted) => {
      if (pasted.ok || pasted.problem.code === 'exchange_not_waiting') return
      for (const line of buildProblemLines(pasted.problem)) printError(line)
    })
  })
}

/** A run of the command line: the address on standard error, pasted lines in, Ctrl-C cancels. */
export async function obtainTokens(
  host: Host,
  profile: Profile,
  options: ObtainOptions,
  refreshed: string | null,
): Promise<Outcome<HeldTokens>> {
  let cleanUp: () => void = () => {}
  const listenForCancel = ({ id }: Exchange): (() => void) => {
    const cancel = (): void => void host.send('exchanges.cancel', { id })
    process.once('SIGINT', cancel)
    return () => process.off('SIGINT', cancel)
  }
  const watch: RunWatch = {
    signIn: (exchange, url, waiting) => {
      const step = exchange.trail.find((one) => one.kind === 'authorization-request')
      const isOpened = step?.opened === 'system_browser'
      if (!isOpened) printError(`open ${buildPlainText(url)}`)
      if (!waiting) return
      const forget = listenForCancel(exchange)
      // A program in the background must not read its terminal: the system would stop it.
      const paste = isOpened && isTerminal() ? null : listenForPaste(host, exchange)
      cleanUp = () => {
        forget()
        paste?.stop()
      }
      printError(
        isOpened
          ? 'Waiting for the sign-in in your browser.'
          : 'Waiting for the sign-in; the address it ends at may be pasted here.',
      )
    },
    confirm: (exchange, action) => {
      for (const line of buildConfirmLines(action)) printError(line)
      cleanUp = listenForCancel(exchange)
    },
  }
  const grant = options.grant === 'refresh_token' ? undefined : options.grant
  const start = () =>
    refreshed === null
      ? host.send('exchanges.start', {
          profileId: profile.id,
          authorizeParameters: { ...options.authorizeParameters },
          openBrowser: options.browser,
          ...(grant === undefined ? {} : { grant }),
        })
      : host.send('exchanges.refresh', {
          profileId: profile.id,
          tokenSetId: refreshed,
          reuse: options.grant !== 'refresh_token',
        })
  try {
    const followed = await followRun(host, start, watch)
    if (!followed.ok) return followed
    const { tokens, exchange } = followed.value
    return tokens.ok ? tokens : fail(await addRefusalWords(host, exchange, tokens.problem))
  } finally {
    cleanUp()
  }
}
