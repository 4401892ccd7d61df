export type Tokens = {
  ground: string
  surface: string
  raised: string
  line: string
  lineStrong: string
  text: string
  textSoft: string
  textFaint: string
  accent: string
  accentSoft: string
  onAccent: string
  better: string
  worse: string
  attention: string
  attentionSoft: string
  worseSoft: string
  prediction: string
  compared: string
  hover: string
  shadow: string
  /** one hue, from little to much */
  sequential: readonly string[]
  /** eight hues told apart by colour-blind readers, always in this order */
  categories: readonly string[]
  other: string
}

export const lightTokens: Tokens = {
  ground: '#f7f8fa',
  surface: '#ffffff',
  raised: '#ffffff',
  line: '#e6e9ed',
  lineStrong: '#cfd5dc',
  text: '#14191f',
  textSoft: '#4d5763',
  textFaint: '#68727e',
  accent: '#0f766e',
  accentSoft: '#e4f3f1',
  onAccent: '#ffffff',
  better: '#15803d',
  worse: '#b42318',
  attention: '#95580a',
  attentionSoft: '#fdf4e3',
  worseSoft: '#fdeceb',
  prediction: '#7c3aed',
  compared: '#aab3bd',
  hover: '#f1f3f6',
  shadow: '0 1px 2px rgb(15 23 32 / 6%), 0 8px 24px rgb(15 23 32 / 10%)',
  sequential: ['#e3f1ef', '#bfe0dc', '#93cac4', '#5fada6', '#2f8e86', '#0f766e', '#0b5a54'],
  categories: ['#3b6fb0', '#e08a4f', '#3f9e8f', '#c85f70', '#c79a2e', '#6fb3d6', '#8a8f3a', '#a5589a'],
  other: '#a3abb4',
}

export const darkTokens: Tokens = {
  ground: '#0b0f14',
  surface: '#0f141b',
  raised: '#151b24',
  line: '#202833',
  lineStrong: '#323c49',
  text: '#e7ebf0',
  textSoft: '#aab4c0',
  textFaint: '#8a94a1',
  accent: '#2dd4bf',
  accentSoft: '#10302f',
  onAccent: '#062421',
  better: '#4ade80',
  worse: '#f98080',
  attention: '#f5b84a',
  attentionSoft: '#2b2110',
  worseSoft: '#331a1c',
  prediction: '#a78bfa',
  compared: '#5b6673',
  hover: '#171e28',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 55%)',
  sequential: ['#12302f', '#164744', '#1a615c', '#1f8077', '#25a093', '#2dd4bf', '#8aeee0'],
  categories: ['#6b9fdc', '#eda06b', '#54bfae', '#e07f8f', '#dcb24c', '#8fcbea', '#aab153', '#c77dbd'],
  other: '#717b87',
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Every token as a CSS variable: `--line-strong`; lists are numbered from one: `--category-1`. */
export function cssVariables(tokens: Tokens): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(tokens)) {
    if (typeof value === 'string') variables[`--${kebab(name)}`] = value
  }
  tokens.categories.forEach((colour, index) => (variables[`--category-${index + 1}`] = colour))
  tokens.sequential.forEach((colour, index) => (variables[`--sequential-${index + 1}`] = colour))
  return variables
}
