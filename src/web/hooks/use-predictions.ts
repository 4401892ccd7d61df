import { useChoice } from './use-filter.ts'

/** Whether the page's charts show what the models expect; kept in its address. */
export function usePredictions(): [boolean, (shown: boolean) => void] {
  const [chosen, setChosen] = useChoice('predictions', ['off', 'on'], 'off')
  return [chosen === 'on', (shown) => setChosen(shown ? 'on' : 'off')]
}
