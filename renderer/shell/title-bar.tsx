import { useComputedColorScheme } from '@mantine/core'
import { IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../parts/keys.tsx'
import { Logo } from '../parts/logo.tsx'
import { savePreferences } from '../stores/app-store.ts'
import { useConnection } from '../use-connection.ts'
import { NextExpiry } from './next-expiry.tsx'
import { openPalette } from './palette-door.ts'
import { Settings } from './settings.tsx'
import { useKeys } from './use-keys.ts'

function ThemeSwitch(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const scheme = useComputedColorScheme('dark')
  const Icon = scheme === 'dark' ? IconMoon : IconSun
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <button
      type="button"
      className="ib"
      aria-label={t('shell.theme')}
      title={t('shell.theme')}
      onClick={() => void savePreferences(connection, { theme: other })}
    >
      <Icon size={16} stroke={1.75} aria-hidden="true" />
    </button>
  )
}

function LanguageSwitch(): ReactNode {
  const { t, i18n } = useTranslation()
  const connection = useConnection()
  const other = i18n.language === 'en' ? 'zh-Hans' : 'en'
  return (
    <button
      type="button"
      className="ib"
      aria-label={t('shell.language')}
      title={t('shell.languageHint')}
      onClick={() => void savePreferences(connection, { language: other })}
    >
      <IconLanguage size={16} stroke={1.75} aria-hidden="true" />
    </button>
  )
}

/** The window's own title bar; the free part of it moves the window. */
export function TitleBar(): ReactNode {
  const { t } = useTranslation()
  const keys = useKeys('palette')
  return (
    <header className="titlebar">
      <div className="brand">
        <Logo />
        <b>{t('shell.productName')}</b>
      </div>
      <button
        type="button"
        className="command"
        aria-label={t('shell.command')}
        aria-keyshortcuts={keys.join('+')}
        onClick={openPalette}
      >
        <IconSearch size={14} stroke={1.75} aria-hidden="true" />
        <span className="ell">{t('shell.command')}</span>
        <Keys keys={keys} />
      </button>
      <div className="tright">
        <NextExpiry />
        <ThemeSwitch />
        <LanguageSwitch />
        <Settings />
      </div>
    </header>
  )
}
