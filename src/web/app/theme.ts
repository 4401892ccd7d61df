import { createTheme, defaultVariantColorsResolver } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { cssVariables, darkTokens, lightTokens } from './tokens.ts'

const teal: MantineColorsTuple = [
  '#e4f3f1', '#cbe8e4', '#9fd3cd', '#6fbdb5', '#45a79e', '#259389', '#0f766e', '#0d6a63', '#0b5a54', '#084540',
] // prettier-ignore

const small = { size: 'xs' } as const

/** Letters of these colours on their own soft ground are readable in both themes only by our tokens. */
const meanings: Readonly<Record<string, { background: string; color: string }>> = {
  yellow: { background: 'var(--attention-soft)', color: 'var(--attention)' },
  red: { background: 'var(--worse-soft)', color: 'var(--worse)' },
}

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 4 },
  colors: { teal },
  // our accent is light in the dark theme: letters on it are dark there
  variantColorResolver: (input) => {
    const usual = defaultVariantColorsResolver(input)
    const meant = input.variant === 'light' && meanings[String(input.color)]
    if (meant) return { ...usual, ...meant, hover: meant.background }
    const isAccent = input.color === undefined || input.color === input.theme.primaryColor
    if (input.variant !== 'filled' || !isAccent) return usual
    return { ...usual, background: 'var(--accent)', hover: 'var(--accent)', color: 'var(--on-accent)' }
  },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '14px' }, h3: { fontSize: '13px' } },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: small },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    TextInput: { defaultProps: small },
    PasswordInput: { defaultProps: small },
    NumberInput: { defaultProps: small },
    Textarea: { defaultProps: small },
    Select: { defaultProps: { ...small, allowDeselect: false } },
    MultiSelect: { defaultProps: small },
    DatePickerInput: { defaultProps: small },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { ...small, withItemsBorders: false } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: false, maw: 320, multiline: true } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 100 } } },
    Modal: { defaultProps: { radius: 'lg', transitionProps: { duration: 120 }, centered: true } },
    Drawer: { defaultProps: { transitionProps: { duration: 140 }, position: 'right' } },
    Badge: { defaultProps: { radius: 'sm', variant: 'light' } },
  },
})

const ours = (tokens: typeof lightTokens): Record<string, string> => ({
  ...cssVariables(tokens),
  '--mantine-color-body': tokens.surface,
  '--mantine-color-text': tokens.text,
  '--mantine-color-dimmed': tokens.textFaint,
  '--mantine-color-placeholder': tokens.textFaint,
  '--mantine-color-default': tokens.surface,
  '--mantine-color-default-hover': tokens.hover,
  '--mantine-color-default-border': tokens.lineStrong,
  '--mantine-color-default-color': tokens.text,
  '--mantine-color-anchor': tokens.accent,
  '--mantine-color-error': tokens.worse,
  '--mantine-primary-color-filled': tokens.accent,
  '--mantine-primary-color-filled-hover': tokens.accent,
  '--mantine-primary-color-contrast': tokens.onAccent,
  '--mantine-primary-color-light-color': tokens.accent,
  '--mantine-shadow-md': tokens.shadow,
})

export const variablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: ours(lightTokens),
  dark: ours(darkTokens),
})
