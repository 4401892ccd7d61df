import { fileName, saveBlob } from './save-file.ts'

const drawn = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-weight', 'font-family', 'text-anchor', 'dominant-baseline', 'fill-opacity'] // prettier-ignore
const scale = 2

/** Saves the drawing inside an element as a PNG, looking as it does on this screen. */
export async function savePicture(box: HTMLElement, title: string): Promise<void> {
  const svg = largest(box)
  if (!svg) return
  const { width, height } = svg.getBoundingClientRect()
  const copy = withStyles(svg)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const styles = getComputedStyle(document.body)
  const head = 40
  const canvas = document.createElement('canvas')
  canvas.width = (width + 32) * scale
  canvas.height = (height + head + 24) * scale
  const pen = canvas.getContext('2d')!
  pen.scale(scale, scale)
  pen.fillStyle = styles.getPropertyValue('--surface')
  pen.fillRect(0, 0, width + 32, height + head + 24)
  pen.fillStyle = styles.getPropertyValue('--text')
  pen.font = `650 15px ${styles.fontFamily}`
  pen.fillText(title, 16, 27)
  pen.drawImage(image, 16, head, width, height)
  canvas.toBlob((blob) => blob && saveBlob(blob, fileName(title, 'png')))
}

function largest(box: HTMLElement): SVGSVGElement | undefined {
  const area = (svg: Element) => svg.getBoundingClientRect().width * svg.getBoundingClientRect().height
  return [...box.querySelectorAll('svg')].sort((a, b) => area(b) - area(a))[0]
}

function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const before = [svg, ...svg.querySelectorAll<SVGElement>('*')]
  const after = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  before.forEach((element, index) => {
    const styles = getComputedStyle(element)
    for (const name of drawn) after[index].style.setProperty(name, styles.getPropertyValue(name))
  })
  return copy
}
