type Toast = {
  message: string
  manner?: 'done' | 'failed'
  /** offered beside the message while it is shown */
  undo?: { label: string; run: () => void }
}

const shownMs = 8000

/** Says what was done, and how to take it back. The script for it comes with the first one. */
export async function toast(said: Toast): Promise<void> {
  const { showToast } = await import('./show-toast.tsx')
  showToast(said, shownMs)
}
