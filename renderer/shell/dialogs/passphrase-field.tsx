import { PasswordInput } from '@mantine/core'
import type { ReactNode } from 'react'

/** A passphrase as it is typed; nothing of it is kept by the browser. */
export function PassphraseField({
  label,
  value,
  error,
  isFirst = false,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly error: string | null
  readonly isFirst?: boolean
  readonly onChange: (value: string) => void
}): ReactNode {
  return (
    <PasswordInput
      label={label}
      value={value}
      error={error}
      data-autofocus={isFirst || undefined}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
