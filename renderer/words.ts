import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Preferences } from '../shared/contract/records.ts'
import en from './languages/en.json' with { type: 'json' }

export type Language = 'en' | 'zh-Hans'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof en }
  }
}

/** The language to show: the person's choice, else the first of the system's languages that is spoken here. */
export function readLanguage(chosen: Preferences['language'], spoken: readonly string[]): Language {
  if (chosen !== 'system') return chosen
  const first = spoken.find((one) => /^(en|zh)\b/i.test(one))
  return first !== undefined && /^zh/i.test(first) ? 'zh-Hans' : 'en'
}

/** Starts the words in English, which is part of the first screen. React escapes, so i18next does not. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'words',
    ns: ['words'],
    resources: { en: { words: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

/** Speaks another language from now on; Chinese is loaded when it is first wanted. */
export async function speak(language: Language): Promise<void> {
  if (language === 'zh-Hans' && !i18next.hasResourceBundle('zh-Hans', 'words')) {
    const words = await import('./languages/zh-Hans.json')
    i18next.addResourceBundle('zh-Hans', 'words', words.default)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
