import type { Page } from '@playwright/test'

/** What is wrong with how a page lies: sideways scroll, text cut off without a sign, boxes over each other. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth + 1) {
      const wide = [...document.querySelectorAll('body *')].find(
        (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !insideScroller(element),
      )
      faults.push(`the page scrolls sideways (${root.scrollWidth} > ${root.clientWidth}): ${nameOf(wide)}`)
    }
    for (const element of document.querySelectorAll<HTMLElement>('main *, header *, aside *')) {
      if (!hasOwnText(element) || isHidden(element)) continue
      const style = getComputedStyle(element)
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      if (
        cut &&
        style.overflowX !== 'visible' &&
        !['auto', 'scroll'].includes(style.overflowX) &&
        style.textOverflow !== 'ellipsis'
      )
        faults.push(`text is cut off: ${nameOf(element)}`)
      if (
        style.display !== 'inline' &&
        element.scrollHeight > element.clientHeight + 3 &&
        style.overflowY === 'hidden' &&
        element.clientHeight > 0
      )
        faults.push(`text is cut off below: ${nameOf(element)}`)
    }
    for (const text of document.querySelectorAll<SVGTextElement>('main svg text')) {
      const box = text.getBoundingClientRect()
      const frame = text.ownerSVGElement!.getBoundingClientRect()
      if (
        box.width > 0 &&
        (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2)
      )
        faults.push(`a chart's text leaves it: ${text.textContent}`)
    }
    const panels = [...document.querySelectorAll('main section')].filter(
      (panel) => !isHidden(panel as HTMLElement),
    )
    panels.forEach((one, index) => {
      for (const other of panels.slice(index + 1)) {
        if (one.contains(other) || other.contains(one)) continue
        const a = one.getBoundingClientRect()
        const b = other.getBoundingClientRect()
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (across > 1 && down > 1) faults.push(`boxes overlap: ${nameOf(one)} and ${nameOf(other)}`)
      }
    })
    return [...new Set(faults)]

    function insideScroller(element: Element): boolean {
      for (
        let parent = element.parentElement;
        parent && parent !== document.body;
        parent = parent.parentElement
      )
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(parent).overflowX)) return true
      return false
    }
    function hasOwnText(element: Element): boolean {
      return [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '',
      )
    }
    function isHidden(element: HTMLElement): boolean {
      const style = getComputedStyle(element)
      return (
        style.visibility === 'hidden' ||
        element.closest('.seen-by-readers-only') !== null ||
        element.getClientRects().length === 0
      )
    }
    function nameOf(element: Element | undefined): string {
      if (!element) return 'something'
      const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 50) ?? ''
      return `<${element.tagName.toLowerCase()}> ${label}`
    }
  })
}
