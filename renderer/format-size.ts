import type { TFunction } from 'i18next'

/** A size in bytes as people read it: whole bytes below 1024, else their 1024s with one digit. */
export function formatSize(bytes: number, t: TFunction): string {
  return bytes < 1024 ? t('formats.bytes', { n: bytes }) : t('formats.kilobytes', { n: (bytes / 1024).toFixed(1) })
}
