import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Rice-green, the accent where a tenant has chosen none. Shade 7 on white and shade 4 on dark 7 reach 4.5 : 1. */
const padi: MantineColorsTuple = [
  '#eef7f0',
  '#dcecdf',
  '#b7d8be',
  '#8fc39b',
  '#6db17d',
  '#4f9c63',
  '#3a8650',
  '#226b3c',
  '#1a5730',
  '#114424',
]
/** Warm neutral greys. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ee',
  '#e8e5e0',
  '#dad6cf',
  '#c4bfb6',
  '#a19b91',
  '#79736a',
  '#575249',
  '#3b3731',
  '#26231f',
]
const dark: MantineColorsTuple = [
  '#eceae6',
  '#d5d2cc',
  '#b3aea6',
  '#8b867d',
  '#5d5953',
  '#45423d',
  '#33312d',
  '#252320',
  '#1b1a18',
  '#141312',
]

/** White on shade 7 reaches 4.5 : 1, as a button that destroys something needs. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#fa5252',
  '#d92b2b',
  '#c92a2a',
  '#a61e1e',
]

export const theme = createTheme({
  primaryColor: 'padi',
  primaryShade: { light: 7, dark: 7 },
  colors: { padi, gray, dark, red },
  black: '#26231f',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // What may be left out says so in words; a star beside the others would be a second mark for the same.
  components: { InputWrapper: { defaultProps: { withAsterisk: false } } },
})
