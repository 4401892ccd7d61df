import type { Tokens } from '../app/tokens.ts'

const font = "'Inter Variable', system-ui, sans-serif"

/** What all our charts share: no animation, our letters, our tooltip. */
export function chartBase(tokens: Tokens) {
  return {
    animation: false,
    textStyle: { fontFamily: font, fontSize: 12, color: tokens.textSoft },
    color: [...tokens.categories],
  }
}

export function tooltipBase() {
  return {
    appendToBody: false,
    confine: true,
    transitionDuration: 0,
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    extraCssText: 'box-shadow:none',
  }
}

export function valueAxis(tokens: Tokens, show: (value: number) => string) {
  return {
    type: 'value' as const,
    splitNumber: 3,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: tokens.textFaint, fontSize: 11, formatter: show },
    splitLine: { lineStyle: { color: tokens.line } },
  }
}

export function nameAxis(tokens: Tokens, names: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...names],
    axisLine: { lineStyle: { color: tokens.lineStrong } },
    axisTick: { show: false },
    axisLabel: {
      color: tokens.textFaint,
      fontSize: 11,
      hideOverlap: true,
      margin: 10,
      alignMaxLabel: 'right' as const,
    },
  }
}
