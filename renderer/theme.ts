import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One accent for all shades: the real colours are variables of `styles/tokens.css`, which differ per scheme. */
const accent: MantineColorsTuple = [
  'var(--accent-bg)',
  'var(--accent-bg)',
  'var(--accent-line)',
  'var(--accent-ring)',
  'var(--accent-ring)',
  'var(--accent-ring)',
  'var(--accent-fill)',
  'var(--accent-fill)',
  'var(--accent-fill-hover)',
  'var(--accent-fill-hover)',
]

/** The library's neutral shades of each scheme, from the text to the bars. */
const dark: MantineColorsTuple = [
  'var(--text-1)',
  'var(--text-2)',
  'var(--text-3)',
  'var(--line-control)',
  'var(--line-strong)',
  'var(--bg-hover)',
  'var(--bg-raised)',
  'var(--bg-card)',
  'var(--bg-canvas)',
  'var(--bg-chrome)',
]
const gray: MantineColorsTuple = [
  'var(--bg-hover)',
  'var(--bg-hover)',
  'var(--line-soft)',
  'var(--line)',
  'var(--line-strong)',
  'var(--text-3)',
  'var(--text-3)',
  'var(--text-2)',
  'var(--text-1)',
  'var(--text-1)',
]

/** The page never scrolls, and the style element that locks it would need a nonce it is not given. */
const unlocked = { lockScroll: false } as const
const small = { defaultProps: { size: 'xs' } } as const

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, dark, gray },
  defaultRadius: 6,
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12.5px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '18px', sm: '18px', md: '18px', lg: '20px', xl: '24px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Button: small,
    TextInput: small,
    PasswordInput: small,
    NumberInput: small,
    Select: small,
    Textarea: small,
    SegmentedControl: small,
    Switch: small,
    Modal: {
      defaultProps: {
        ...unlocked,
        centered: true,
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
        radius: 12,
      },
    },
    Drawer: { defaultProps: unlocked },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, radius: 8 } },
  },
})

const variables = {
  '--mantine-color-body': 'var(--bg-canvas)',
  '--mantine-color-text': 'var(--text-1)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-bright': 'var(--text-1)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--err)',
  '--mantine-color-default': 'var(--bg-raised)',
  '--mantine-color-default-hover': 'var(--bg-hover)',
  '--mantine-color-default-color': 'var(--text-1)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--bg-raised)',
  '--mantine-color-disabled-color': 'var(--text-off)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-accent-filled': 'var(--accent-fill)',
  '--mantine-color-accent-filled-hover': 'var(--accent-fill-hover)',
  '--mantine-color-accent-light': 'var(--accent-bg)',
  '--mantine-color-accent-light-hover': 'var(--accent-bg)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
  '--mantine-color-accent-outline': 'var(--accent-ring)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

/** The component library takes its colours from the same variables as everything else, so no component names one. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables, light: variables, dark: variables })
