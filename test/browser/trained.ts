import { expect } from '@playwright/test'
import { askServer } from './api.ts'

/** Until the model has been trained, as a new shop does by itself. */
export async function trained(model: string): Promise<void> {
  await expect
    .poll(async () => (await askServer<{ trained_at: string | null }>(`/models/${model}`)).trained_at, {
      timeout: 240_000,
      intervals: [500],
    })
    .not.toBeNull()
}
