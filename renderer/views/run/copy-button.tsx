import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Copies and says so for two seconds, in its icon and in its name. `label` says what is copied. */
export function CopyButton({
  label,
  copy,
  className = 'ib xs',
  text = null,
}: {
  readonly label: string
  readonly copy: () => Promise<boolean>
  readonly className?: string
  /** Words beside the icon; without them the label is the name only. */
  readonly text?: string | null
}): ReactNode {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const run = async (): Promise<void> => setCopied(await copy())
  return (
    <button
      type="button"
      className={className}
      aria-label={copied ? t('actions.copied') : label}
      title={text === null ? label : undefined}
      onClick={(event) => {
        event.stopPropagation()
        void run()
      }}
    >
      {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      {text !== null && (copied ? t('actions.copied') : text)}
    </button>
  )
}
