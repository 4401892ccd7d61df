import { Badge } from '@mantine/core'
import type { Reply } from '../../hooks/answers.ts'
import { useWords } from '../../hooks/use-words.ts'
import { modelWords } from '../../words/model-words.ts'

type State = Reply<'models'>['items'][number]['state']

const colours: Record<State, string> = {
  model_served: 'teal',
  rule_served: 'yellow',
  not_enough_data: 'gray',
  not_trained: 'gray',
}

export function ModelState({ state, stale }: { state: State; stale: boolean }) {
  const t = useWords(modelWords)
  return (
    <>
      <Badge variant="light" color={colours[state]} tt="none" miw="max-content">
        {t(state)}
      </Badge>
      {stale && ` ${t('stale')}`}
    </>
  )
}
