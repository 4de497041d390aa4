import { Menu } from '@mantine/core'
import { IconClipboardCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyFormat } from '../../../../shared/contract/records.ts'
import { settleCopy } from '../../../clipboard.ts'
import { useClockValue } from '../../../clock.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useConnection } from '../../../use-connection.ts'

/** What becomes of what was copied: a countdown, the reason why there is none, or what a person has decided. */
function useFate(settled: 'cleared' | 'kept' | null, left: number): string {
  const { t } = useTranslation()
  const wait = useApp((state) => state.preferences.clipboardSeconds)
  if (settled !== null) return t(`tokens.copy.${settled}`)
  if (left > 0) return t('tokens.copy.clearsIn', { n: left })
  return wait === 0 ? t('tokens.copy.stays') : t('tokens.copy.unseen')
}

/** The foot of the copy menu after a copy: what lies on the clipboard, for how long, and both ways to decide it. */
export function CopyFoot({
  format,
  onSettled,
}: {
  readonly format: CopyFormat
  /** Called before the two ways disappear, so that the focus can go elsewhere. */
  readonly onSettled: () => void
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const at = useApp((state) => state.clipboardClearsAt)
  const wait = useApp((state) => state.preferences.clipboardSeconds)
  const [wasCounting, setCounting] = useState(at !== null)
  const [decided, setDecided] = useState<'cleared' | 'kept' | null>(null)
  const left = useClockValue((now) => (at === null ? 0 : Math.max(0, Math.ceil((at - now) / 1000))))
  if (at !== null && !wasCounting) setCounting(true)
  if (at !== null && left > 0 && decided !== null) setDecided(null)
  const settled = decided ?? (wasCounting && left === 0 ? 'cleared' : null)
  const fate = useFate(settled, left)
  const settle = (clear: boolean): void => {
    onSettled()
    setDecided(clear ? 'cleared' : 'kept')
    void settleCopy(connection, clear)
  }
  return (
    <div className="mf">
      <IconClipboardCheck size={15} stroke={1.75} aria-hidden="true" />
      <span className="grow">
        <b>{t(`tokens.copy.done.${format}`)}</b> <span className="tnum">{fate}</span>
      </span>
      {settled === null && (
        <>
          <Menu.Item classNames={{ item: 'btn xs tsure' }} closeMenuOnClick={false} onClick={() => settle(true)}>
            {t('tokens.copy.clearNow')}
          </Menu.Item>
          {left > 0 && (
            <Menu.Item
              classNames={{ item: 'btn xs ghost tsure' }}
              closeMenuOnClick={false}
              onClick={() => settle(false)}
            >
              {t('tokens.copy.keep')}
            </Menu.Item>
          )}
        </>
      )}
      {left > 0 && wait > 0 && settled === null && (
        <i className="mbar">
          <i style={{ width: `${Math.min(100, (left / wait) * 100)}%` }} />
        </i>
      )}
    </div>
  )
}
