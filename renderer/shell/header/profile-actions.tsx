import { Tooltip } from '@mantine/core'
import { IconClipboardText, IconLockOpen, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../../parts/keys.tsx'
import { isLocked, showDialog, useApp } from '../../stores/app-store.ts'
import { useExchanges } from '../../stores/exchange-store.ts'
import { selectTokenSets, useTokens } from '../../stores/token-store.ts'
import { useConnection } from '../../use-connection.ts'
import { runCancel, runGetToken, runRefresh } from '../run-command.ts'
import { useKeys } from '../use-keys.ts'

const icon = { size: 15, stroke: 1.75, 'aria-hidden': true } as const

/** A button that says why it cannot be pressed now; it stays where it is, and can still be found by keyboard. */
function Action({
  label,
  glyph,
  reason,
  keys,
  onPress,
}: {
  readonly label: string
  readonly glyph: ReactNode
  readonly reason: string | null
  readonly keys?: readonly string[]
  readonly onPress: () => void
}): ReactNode {
  return (
    <Tooltip label={reason ?? label} disabled={reason === null}>
      <button
        type="button"
        className={reason === null ? 'btn' : 'btn off'}
        aria-disabled={reason !== null}
        aria-label={label}
        aria-keyshortcuts={keys?.join('+')}
        onClick={() => reason === null && onPress()}
      >
        {glyph}
        <span>{label}</span>
      </button>
    </Tooltip>
  )
}

/** Why a refresh is not possible, in the order of what a person would do about it. */
function useRefreshReason(profileId: string, isGoing: boolean): string | null {
  const { t } = useTranslation()
  const locked = useApp(isLocked)
  const newest = useTokens((state) => selectTokenSets(profileId)(state)?.[0])
  if (locked) return t('shell.reasons.locked')
  if (isGoing) return t('shell.reasons.going')
  if (newest?.tokens.some((token) => token.kind === 'refresh_token') !== true) return t('shell.reasons.noRefreshToken')
  return newest.dead ? t('shell.reasons.refreshTokenDead') : null
}

function PrimaryAction({ profileId, isGoing }: { readonly profileId: string; readonly isGoing: boolean }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const locked = useApp(isLocked)
  const getKeys = useKeys('get-token')
  const unlockKeys = useKeys('unlock')
  const keys = locked ? unlockKeys : getKeys
  const Icon = locked ? IconLockOpen : IconPlayerPlay
  return (
    <button
      type="button"
      className={isGoing && !locked ? 'btn primary off' : 'btn primary'}
      aria-disabled={isGoing && !locked}
      aria-keyshortcuts={keys.join('+')}
      onClick={() => (locked ? showDialog('unlock') : void runGetToken(connection, profileId))}
    >
      <Icon {...icon} />
      <span>{locked ? t('shell.unlock') : t('shell.getToken')}</span>
      <Keys keys={keys} />
    </button>
  )
}

/** What can be done with a profile: four buttons in fixed places, whatever is possible now. */
export function ProfileActions({ profileId }: { readonly profileId: string }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const state = useExchanges((exchanges) => exchanges.newest[profileId]?.state)
  const isGoing = state === 'running' || state === 'waiting'
  const kind = useExchanges((exchanges) => exchanges.newest[profileId]?.kind)
  // A code that is confirmed elsewhere comes back by no redirect.
  const awaitsRedirect = state === 'waiting' && kind !== 'device_code' && kind !== 'ciba'
  const refreshReason = useRefreshReason(profileId, isGoing)
  const pasteKeys = useKeys('paste')
  const refreshKeys = useKeys('refresh')
  return (
    <div className="pact">
      <Action
        label={t('actions.cancel')}
        glyph={<IconPlayerStop {...icon} />}
        reason={isGoing ? null : t('shell.reasons.nothingRuns')}
        onPress={() => void runCancel(connection, profileId)}
      />
      <Action
        label={t('shell.paste')}
        glyph={<IconClipboardText {...icon} />}
        reason={awaitsRedirect ? null : t('shell.reasons.notWaiting')}
        keys={pasteKeys}
        onPress={() => showDialog('paste')}
      />
      <Action
        label={t('shell.refresh')}
        glyph={<IconRefresh {...icon} />}
        reason={refreshReason}
        keys={refreshKeys}
        onPress={() => void runRefresh(connection, profileId)}
      />
      <PrimaryAction profileId={profileId} isGoing={isGoing} />
    </div>
  )
}
