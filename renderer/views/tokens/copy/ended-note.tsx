import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { useClockValue } from '../../../clock.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { useFormats } from '../../../use-formats.ts'

/** Asks once before a token is copied that no service will take any more. */
export function EndedNote({ at, onSure }: { readonly at: EpochMs | null; readonly onSure: () => void }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const ago = useClockValue((now) => (at === null ? '' : formats.left(at, now, 'text')))
  return (
    <div className="tended">
      <Glyph kind="expired" size={15} />
      <p className="grow">
        <b>{t('tokens.copy.endedTitle', { ago })}</b> {t('tokens.copy.endedText')}
      </p>
      <Menu.Item classNames={{ item: 'btn xs tsure' }} closeMenuOnClick={false} data-autofocus onClick={onSure}>
        {t('tokens.copy.anyway')}
      </Menu.Item>
    </div>
  )
}
