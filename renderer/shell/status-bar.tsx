import {
  IconClock,
  IconFlask,
  IconLock,
  IconPlugConnectedX,
  IconRefresh,
  IconRefreshOff,
  IconShieldLock,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readFindings } from '../../shared/flow/exchange.ts'
import { useClockValue } from '../clock.ts'
import { formatTimeZone } from '../format-time.ts'
import { Glyph } from '../parts/glyph.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { addProblem, appStore, showDialog, useApp } from '../stores/app-store.ts'
import { selectExchange, useExchanges } from '../stores/exchange-store.ts'
import { useConnection } from '../use-connection.ts'

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const

function VaultEntry(): ReactNode {
  const { t } = useTranslation()
  const vault = useApp((state) => state.status?.vault ?? null)
  if (vault === null) return <span />
  if (vault.state === 'unreadable')
    return (
      <span className="sb-warn">
        <Glyph kind="failed" size={13} />
        {t('shell.vault.unreadable')}
      </span>
    )
  if (vault.state === 'locked')
    return (
      <button type="button" className="sb-warn" onClick={() => showDialog('unlock')}>
        <IconLock {...icon} />
        {t('shell.vault.locked')}
      </button>
    )
  if (!vault.persistent)
    return (
      <span className="sb-warn">
        <Glyph kind="attention" size={13} />
        {t('shell.vault.memoryOnly')}
        <button type="button" className="link" onClick={() => showDialog('protect')}>
          {t('shell.protect')}
        </button>
      </span>
    )
  return (
    <span>
      <IconShieldLock {...icon} />
      {t(`shell.vault.by.${vault.holders[0] ?? 'passphrase'}`)}
    </span>
  )
}

function PracticeEntry(): ReactNode {
  const { t } = useTranslation()
  const origin = useApp((state) => state.status?.practiceOrigin ?? null)
  return (
    <span className="sb-opt">
      <IconFlask {...icon} />
      {origin === null ? t('shell.practiceOff') : t('shell.practiceOn', { host: origin.replace(/^https?:\/\//, '') })}
    </span>
  )
}

function ClipboardEntry(): ReactNode {
  const { t } = useTranslation()
  const at = useApp((state) => state.clipboardClearsAt)
  const left = useClockValue((now) => (at === null ? 0 : Math.ceil((at - now) / 1000)))
  if (left <= 0) return null
  return (
    <span className="sb-clip tnum">
      <Glyph kind="running" size={13} />
      {t('shell.clipboardClears', { n: left })}
    </span>
  )
}

/** Shown only when the provider's clock is known to be off. */
function ClockEntry(): ReactNode {
  const { t } = useTranslation()
  const profileId = useApp((state) => (state.view.kind === 'profile' ? state.view.id : ''))
  const skew = useExchanges((state) => {
    const exchange = selectExchange(profileId)(state)
    if (exchange === null) return null
    return readFindings(exchange).find((finding) => finding.code === 'clock_skew')?.evidence.skew ?? null
  })
  if (skew === null) return null
  return (
    <span className="sb-opt sb-warn">
      <IconClock {...icon} />
      {t('shell.providerClock', { skew })}
    </span>
  )
}

/** Refreshing ahead of the end: the next one, and the switch that stops them all. Shown where something is planned or stopped. */
function RefreshEntry(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const plan = useApp((state) => state.status?.autoRefresh ?? null)
  if (plan === null || (plan.next === null && !plan.paused)) return null
  const pause = async (): Promise<void> => {
    const answer = await connection.send('refresh.pause', { paused: !plan.paused })
    if (answer.ok) appStore.setState({ status: answer.value })
    else addProblem(answer.problem)
  }
  return (
    <span className="sb-opt">
      {plan.paused ? <IconRefreshOff {...icon} /> : <IconRefresh {...icon} />}
      {plan.paused ? t('shell.autoRefresh.paused') : t('shell.autoRefresh.next')}
      {!plan.paused && plan.next !== null && <TimeLeft at={plan.next} />}
      <button type="button" className="link" onClick={() => void pause()}>
        {t(plan.paused ? 'shell.autoRefresh.goOn' : 'shell.autoRefresh.pause')}
      </button>
    </span>
  )
}

/** The bottom line: what keeps the secrets, the practice provider, the clipboard, the clocks. */
export function StatusBar(): ReactNode {
  const { t } = useTranslation()
  const connection = useApp((state) => state.connection)
  const zone = useClockValue(formatTimeZone)
  return (
    <footer className="statusbar">
      <VaultEntry />
      <PracticeEntry />
      <span className="grow" />
      <RefreshEntry />
      {connection === 'lost' && (
        <span className="sb-warn" role="status">
          <IconPlugConnectedX {...icon} />
          {t('shell.connectionLost')}
        </span>
      )}
      <ClipboardEntry />
      <ClockEntry />
      <span>{zone}</span>
    </footer>
  )
}
