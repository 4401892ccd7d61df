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

/** The plot fills its box, with the labels of its axes inside. */
export function plotGrid(own: { top?: number; right?: number } = {}) {
  return {
    left: 4,
    right: 12,
    top: 10,
    bottom: 8,
    outerBoundsMode: 'same' as const,
    outerBoundsContain: 'axisLabel' as const,
    ...own,
  }
}

/** What is told of the place on the axis that is pointed at, by a line or, of bars, a shade behind. */
export function axisTooltip<Item>(
  tokens: Tokens,
  pointer: 'line' | 'shadow',
  formatter: (items: Item[]) => HTMLElement | string,
) {
  return {
    ...tooltipBase(),
    trigger: 'axis' as const,
    axisPointer:
      pointer === 'line'
        ? { type: pointer, snap: true, lineStyle: { color: tokens.lineStrong, type: 'solid' as const } }
        : { type: pointer, shadowStyle: { color: tokens.hover, opacity: 0.6 } },
    formatter,
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
