import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import { maskText } from '../../shared/lib/mask.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import type { Host } from '../host/host.ts'

/** The secrets that a run sent, or `null` when they are not known: a provider's words may echo them (Kakao, Baidu). */
async function listSent(host: Host, exchange: Exchange): Promise<readonly string[] | null> {
  const parts = readStep(exchange, 'token-request')?.request.parts ?? []
  const asked = parts.flatMap(({ secret }, part) => (secret ? [part] : []))
  const revealed = await Promise.all(
    asked.map((part) => host.send('exchanges.reveal', { id: exchange.id, step: 'token-request', part })),
  )
  const known = revealed.flatMap((one) => (one.ok ? [one.value.value] : []))
  return known.length === asked.length ? known : null
}

/** The problem of a refused run with the provider's own words beside it, masked. */
export async function addRefusalWords(host: Host, exchange: Exchange, stopped: Problem): Promise<Problem> {
  const reading = readStep(exchange, 'token-set')?.reading
  if (reading?.kind !== 'refused') return stopped
  const { description, vendorCode } = reading.refusal
  const sent = await listSent(host, exchange)
  const words = description === null || sent === null ? {} : { error_description: maskText(description, sent) }
  return {
    ...stopped,
    evidence: {
      ...stopped.evidence,
      ...(vendorCode === null ? {} : { vendor_code: vendorCode }),
      ...words,
    },
  }
}
