import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange, SideCallName, TrailStep } from '../../../shared/flow/exchange.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { buildMaskedBody } from './exchange-text.ts'
import { RequestCode } from './request-code.tsx'
import { readRequestLines, readRequestSummary } from './request-lines.ts'
import './side-calls.css'
import type { StepNumber } from './run-summary.ts'

type SideCall = Extract<TrailStep, { kind: 'side-call' }>

/** The step of the screen at which each of the other requests is shown. */
const stepOfCall: Readonly<Record<SideCallName, StepNumber>> = {
  pushed_authorization: 1,
  device_authorization: 1,
  backchannel_authentication: 1,
  poll: 2,
  dpop_nonce: 3,
  jwks: 5,
  userinfo: 5,
  introspection: 5,
  revocation: 5,
  registration: 5,
}

const context = { step: 'side-call', redirectUri: null, planned: false, basicRaw: false } as const

/** What came back, as much as one looks at beside a request. */
const longestShown = 4_000

function Answer({ exchange, call }: { readonly exchange: Exchange; readonly call: SideCall }): ReactNode {
  const { t } = useTranslation()
  const { response } = call
  if (response === null) return <p className="dim sidenote">{t('run.side.nothing')}</p>
  const text = buildMaskedBody(exchange, response)
  const shown = ['content-type', 'www-authenticate', 'dpop-nonce', 'retry-after']
  return (
    <div className="sideanswer mono" translate="no">
      <div>{`HTTP ${response.status} ${response.statusText}`}</div>
      {response.headers
        .filter(([name]) => shown.includes(name.toLowerCase()))
        .map(([name, value]) => (
          <div key={name}>{`${name}: ${value}`}</div>
        ))}
      {response.size === 0 ? (
        <div className="cm">{t('run.emptyBody')}</div>
      ) : (
        <pre>
          {text.slice(0, longestShown)}
          {text.length > longestShown && (
            <span className="cm"> {t('run.moreCharacters', { count: text.length - longestShown })}</span>
          )}
        </pre>
      )}
    </div>
  )
}

/** One request on the way: its name, how it was answered, and on demand both in full. */
export function SideCallItem({
  exchange,
  call,
  open = false,
}: {
  readonly exchange: Exchange
  readonly call: SideCall
  readonly open?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const status = call.response?.status ?? null
  const good = status !== null && status < 400
  // A poll or a first try with DPoP is refused in the normal course of things.
  const expected = call.name === 'poll' || call.name === 'dpop_nonce'
  return (
    <details className="sidecall" open={open}>
      <summary>
        <Glyph kind={good ? 'valid' : expected ? 'info' : 'failed'} />
        <b>{t(`run.side.names.${call.name}`)}</b>
        <span className="sum">{readRequestSummary(call.request)}</span>
        <Chip tone={good ? 'ok' : expected ? 'line' : 'err'}>{status ?? t('run.side.noAnswer')}</Chip>
        <span className="chev" aria-hidden="true">
          <IconChevronRight size={15} />
        </span>
      </summary>
      <RequestCode lines={readRequestLines(call.request)} context={context} reveal={null} />
      <Answer exchange={exchange} call={call} />
    </details>
  )
}

/** The requests that were made on the way of one step besides its own. */
export function SideCalls({ exchange, step }: { readonly exchange: Exchange; readonly step: StepNumber }): ReactNode {
  const { t } = useTranslation()
  const calls = exchange.trail.filter(
    (one): one is SideCall => one.kind === 'side-call' && stepOfCall[one.name] === step,
  )
  if (calls.length === 0) return null
  return (
    <section className="sidecalls" aria-label={t('run.side.label')}>
      {calls.map((call) => (
        <SideCallItem key={`${call.name} ${String(call.at)}`} exchange={exchange} call={call} />
      ))}
    </section>
  )
}
