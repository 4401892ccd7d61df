export type TooltipRow = { name?: string; value: string; colour?: string; quiet?: boolean }

/** Built of nodes, not of text: names in the data are never read as markup. */
export function tooltipBox(title: string, rows: readonly TooltipRow[]): HTMLElement {
  const box = document.createElement('div')
  box.className = 'chart-tooltip'
  box.append(line('chart-tooltip-title', title))
  for (const { name, value, colour, quiet } of rows) {
    const row = document.createElement('div')
    row.className = quiet ? 'chart-tooltip-row chart-tooltip-quiet' : 'chart-tooltip-row'
    if (colour) {
      const mark = document.createElement('span')
      mark.className = 'chart-tooltip-mark'
      mark.style.background = colour
      row.append(mark)
    }
    if (name) row.append(line('chart-tooltip-name', name))
    row.append(line('chart-tooltip-value', value))
    box.append(row)
  }
  return box
}

function line(className: string, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}
