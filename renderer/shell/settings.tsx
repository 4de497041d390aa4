import { Popover, SegmentedControl, Select } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preferences } from '../../shared/contract/records.ts'
import { addProblem, appStore, savePreferences, showDialog, useApp } from '../stores/app-store.ts'
import { useConnection } from '../use-connection.ts'

const clipboardChoices = [0, 15, 30, 60] as const

function Preference({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="setting">
      <span className="lab" id={`setting ${label}`}>
        {label}
      </span>
      {children}
    </div>
  )
}

function VaultActions({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const vault = useApp((state) => state.status?.vault ?? null)
  if (vault?.state !== 'open') return null
  const lock = async (): Promise<void> => {
    onDone()
    const locked = await connection.send('vault.lock', {})
    if (!locked.ok) return addProblem(locked.problem)
    appStore.setState(({ status }) => ({ status: status === null ? null : { ...status, vault: locked.value } }))
  }
  return (
    <div className="setting-actions">
      {vault.persistent && vault.holders.length > 0 && (
        <button type="button" className="btn sm" onClick={() => void lock()}>
          {t('shell.lockNow')}
        </button>
      )}
      {!vault.holders.includes('passphrase') && (
        <button
          type="button"
          className="btn sm"
          onClick={() => {
            onDone()
            showDialog('protect')
          }}
        >
          {t('shell.protect')}
        </button>
      )}
    </div>
  )
}

/** What can be chosen for all profiles: look, language, clipboard, vault. */
export function Settings(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const preferences = useApp((state) => state.preferences)
  const version = useApp((state) => state.status?.version ?? '')
  const [opened, setOpened] = useState(false)
  const save = (change: Partial<Preferences>): void => void savePreferences(connection, change)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="ib"
          aria-label={t('shell.settings')}
          title={t('shell.settings')}
          onClick={() => setOpened(!opened)}
        >
          <IconSettings size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.settings')} className="settings">
        <Preference label={t('shell.themeLabel')}>
          <SegmentedControl
            aria-label={t('shell.themeLabel')}
            value={preferences.theme}
            onChange={(theme) => save({ theme })}
            data={[
              { value: 'system', label: t('shell.themes.system') },
              { value: 'dark', label: t('shell.themes.dark') },
              { value: 'light', label: t('shell.themes.light') },
            ]}
          />
        </Preference>
        <Preference label={t('shell.language')}>
          <SegmentedControl
            aria-label={t('shell.language')}
            value={preferences.language}
            onChange={(language) => save({ language })}
            data={[
              { value: 'system', label: t('shell.languages.system') },
              { value: 'en', label: t('shell.languages.en') },
              { value: 'zh-Hans', label: t('shell.languages.zh') },
            ]}
          />
        </Preference>
        <Preference label={t('shell.clipboardLabel')}>
          <Select
            aria-label={t('shell.clipboardLabel')}
            comboboxProps={{ withinPortal: false }}
            allowDeselect={false}
            value={String(preferences.clipboardSeconds)}
            onChange={(value) => save({ clipboardSeconds: Number(value) })}
            data={clipboardChoices.map((one) => ({
              value: String(one),
              label: one === 0 ? t('shell.clipboardOff') : t('shell.clipboardAfter', { n: one }),
            }))}
          />
        </Preference>
        <VaultActions onDone={() => setOpened(false)} />
        <p className="dim">{t('shell.version', { version })}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
