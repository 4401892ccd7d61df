import { openStore } from '../../src/store/store.ts'

// says each number only after its row is durable, until it is killed
const store = await openStore(process.argv[2])
for (let count = Number(process.argv[3]); ; count += 1) {
  await store.transaction(async (inside) => {
    const actor = { kind: 'command', user_id: null, name: 'one' }
    await inside.audit.append({ workspace_id: 'shop', action: 'insert', actor, subject: String(count) })
    await inside.audit.append({ workspace_id: 'pair', action: 'insert', actor, subject: String(count) })
  })
  process.stdout.write(`${count}\n`)
}
