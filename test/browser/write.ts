import { expect } from '@playwright/test'
import type { Locator } from '@playwright/test'

/** Types into a field of a drawer or dialog that may still be opening and move the focus meanwhile. */
export async function write(field: Locator, text: string): Promise<void> {
  await expect(async () => {
    await field.fill(text)
    await expect(field).toHaveValue(text, { timeout: 500 })
  }).toPass()
}
