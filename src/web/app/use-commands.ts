import { useNavigate } from '@tanstack/react-router'
import { periodNames } from '../hooks/filter.ts'
import { presetDays } from '../hooks/period-range.ts'
import { parseSearch } from '../hooks/search.ts'
import { useAnswer } from '../hooks/use-answer.ts'
import { useFilter } from '../hooks/use-filter.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useKnownDays } from '../hooks/use-known-days.ts'
import { useWords } from '../hooks/use-words.ts'
import { filterWords } from '../words/filter-words.ts'
import { pageWords } from '../words/page-words.ts'
import { paletteWords } from '../words/palette-words.ts'
import { sidebarPages } from './sidebar-pages.ts'

export type Command = { key: string; name: string; note?: string; run: () => void }
export type CommandGroup = { name: string; commands: Command[] }

const shortestSearch = 2
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What the palette offers for what is typed; people and products are looked up by the server. */
export function useCommands(
  wanted: string,
  searched: string,
): { groups: CommandGroup[]; searching: boolean } {
  const t = useWords(paletteWords)
  const enabled = searched.length >= shortestSearch
  const customers = useAnswer('customers', { search: searched, limit: 6 }, { enabled })
  const products = useAnswer('products', { search: searched, limit: 6 }, { enabled })
  const navigate = useNavigate()
  const pages = usePageCommands()
  const periods = usePeriodCommands()
  const views = useViewCommands()
  const matching = (commands: Command[]) => commands.filter(({ name }) => plain(name).includes(plain(wanted)))
  const open = (to: string, id: string) => () => void navigate({ to: `${to}/${encodeURIComponent(id)}` })

  const groups: CommandGroup[] = [
    { name: t('pages'), commands: matching(pages) },
    {
      name: t('customers'),
      commands: (enabled ? (customers.data?.items ?? []) : []).map((customer) => ({
        key: `customer ${customer.customer_id}`,
        name: customer.name ?? customer.customer_id,
        note: [customer.email, customer.phone].filter(Boolean).join(' · ') || customer.customer_id,
        run: open('/customers', customer.customer_id),
      })),
    },
    {
      name: t('products'),
      commands: (enabled ? (products.data?.items ?? []) : []).map((product) => ({
        key: `product ${product.product_id}`,
        name: product.product_name ?? product.product_id,
        note: [product.product_id, product.category].filter(Boolean).join(' · '),
        run: open('/products', product.product_id),
      })),
    },
    { name: t('views'), commands: matching(views) },
    { name: t('periods'), commands: matching(periods) },
  ]
  return {
    groups: groups.filter(({ commands }) => commands.length > 0),
    searching: enabled && (customers.isFetching || products.isFetching),
  }
}

function usePageCommands(): Command[] {
  const t = useWords(pageWords)
  const navigate = useNavigate()
  const { kept } = useFilter()
  return sidebarPages.map((page) => ({
    key: page.path,
    name: t(page.name),
    run: () => void navigate({ to: page.path, search: page.filtered ? kept : {} }),
  }))
}

function useViewCommands(): Command[] {
  const navigate = useNavigate()
  const views = useAnswer('list-views', {})
  return (views.data?.items ?? []).map((view) => ({
    key: view.view_id,
    name: view.name,
    run: () => void navigate({ to: view.page, search: parseSearch(view.search) }),
  }))
}

function usePeriodCommands(): Command[] {
  const t = useWords(filterWords)
  const format = useFormat()
  const days = useKnownDays()
  const { change } = useFilter()
  return periodNames.map((name) => {
    const range = days && presetDays(name, days.asOf, days.firstDay)
    return {
      key: name,
      name: t(name),
      ...(range ? { note: format.range(range.start, range.end) } : {}),
      run: () => change({ period: name, start_date: undefined, end_date: undefined }),
    }
  })
}
