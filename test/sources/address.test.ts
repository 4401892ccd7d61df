import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isAppError } from '../../src/base/errors.ts'
import type { PostgresConnectionSpec } from '../../src/contracts/source-parts.ts'
import { readAddress, shownAddress } from '../../src/ingest/postgres/address.ts'
import { oneStatement } from '../../src/ingest/postgres/one-statement.ts'
import { checkedQuery } from '../../src/ingest/postgres/user-feed.ts'

const read = (spec: PostgresConnectionSpec | string) => {
  const { host, port, database, user, password, tls, search_path } = readAddress(
    typeof spec === 'string' ? { url: spec } : spec,
  )
  return [host, port, database, user, password, tls, ...(search_path ?? [])]
}

describe('an address', () => {
  test('is read as libpq, drivers and poolers write it', () => {
    const plain = ['db.example', 5433, 'shop', 'ana', 'x', 'prefer']
    for (const text of [
      'postgres://ana:x@db.example:5433/shop',
      ' POSTGRESQL://ana:x@db.example:5433/shop ',
      'postgresql+asyncpg://ana:x@db.example:5433/shop?sslmode=',
      'jdbc:postgresql://db.example:5433/shop?user=ana&password=x',
      'postgres://ana:x@db.example:5433/shop?pgbouncer=true&connection_limit=1&application_name=a',
      "host=db.example port=5433 dbname=shop user='ana' password=x",
    ])
      assert.deepEqual(read(text), plain, text)
    assert.deepEqual(read({ host: 'postgres://ana:x@db.example:5433/shop' }), plain, 'in the wrong field')
    assert.deepEqual(read('postgres://ana@[fe80::1]:5433/shop?sslmode=Require'), [
      'fe80::1',
      5433,
      'shop',
      'ana',
      null,
      'require',
    ])
    assert.deepEqual(read({ host: '[::1]', database: 'shop' }), [
      '::1',
      5432,
      'shop',
      'postgres',
      null,
      'off',
    ])
    const socket = ['/run/pg', 5432, 'shop', 'ana', null, 'off']
    for (const text of ['postgres://ana@/shop?host=/run/pg', 'postgres://ana@%2Frun%2Fpg/shop'])
      assert.deepEqual(read(text), socket, text)
    for (const text of ['schema=ventas', 'currentSchema=ventas', 'options=-c%20search_path%3Dventas'])
      assert.equal(read(`postgres://a@h/d?${text}`).at(-1), 'ventas')
    assert.equal(shownAddress(readAddress({ url: 'postgres://a:b@[::1]/d' })), 'a@[::1]:5432/d')
  })

  test('takes any letter in a password, and never tells it where the address is wrong', () => {
    const password = `p@ss:w/o?r#d%&+ ñ"'\\`
    assert.equal(read(`postgres://a:${encodeURIComponent(password)}@h/d`)[4], password)
    assert.equal(read({ host: 'h', database: 'd', password })[4], password)
    for (const text of [
      'postgres://a:12/secret34@h/d',
      'postgres://a:12#secret34@h/d',
      'postgres://a:12?secret34@h/d',
      'postgres://a:se%cret34@h/d',
      'postgres://a:secret34@h1,h2/d',
      'postgres://a:secret34@h:99999/d',
      'postgres://a:secret34@h',
      'mysql://a:secret34@h/d',
      'host=h dbname',
      '',
    ])
      assert.throws(
        () => read(text),
        (error) => isAppError(error) && error.code === 'source_address' && !/secret34/.test(error.message),
        text,
      )
  })

  test('with a letter that would begin another word of the protocol, or a certificate that is none, is refused', () => {
    const code = (spec: PostgresConnectionSpec) => {
      try {
        readAddress(spec)
      } catch (error) {
        return isAppError(error) ? error.code : 'other'
      }
      return 'none'
    }
    assert.equal(code({ host: 'h', database: 'd', user: 'a\0database\0b' }), 'source_address')
    assert.equal(code({ host: 'h; rm', database: 'd' }), 'source_address')
    assert.equal(code({ host: 'h', database: 'd', tls: 'verify', certificate: 'x' }), 'source_no_tls')
    assert.equal(code({ host: 'h', database: 'd', tls: 'verify', certificate: ' ' }), 'none')
  })
})

describe('a query', () => {
  test('is one statement whatever its texts, names and comments hold', () => {
    for (const [text, kept] of [
      ['select 1;', 'select 1'],
      ['select 1 ; ; -- end;', 'select 1'],
      [`select ';', ";", $$;$$, $a$;$$;$a$, E'\\';' -- ;\n, 2 /* ; /* ; */ ) */`, undefined],
      ['/* a */ -- b\n (select 1)', undefined],
      [`select 'a''b;', e'x\\\\', name from t`, undefined],
    ] as const)
      assert.equal(
        checkedQuery(text)
          .trimEnd()
          .replace(/ \/\* ; .*$/, ''),
        (kept ?? text).replace(/ \/\* ; .*$/, ''),
      )
    for (const [text, kind] of [
      ['select 1; delete from t', 'several'],
      [`select '\\'; delete from t --'`, 'several'],
      [`select e'\\''; delete from t`, 'several'],
      ['select $a$;$b$', 'unfinished'],
      [`select 'a`, 'unfinished'],
      ['select "a', 'unfinished'],
      ['select 1 /* a /* b */', 'unfinished'],
      ['select 1) as q, (select 2', 'unbalanced'],
      [' ; -- x', 'empty'],
    ] as const)
      assert.equal(oneStatement(text).kind, kind, text)
    for (const text of ['delete from t', 'copy t to stdout', 'explain select 1', 'selected', 'select 1\0'])
      assert.throws(
        () => checkedQuery(text),
        (error) => isAppError(error) && error.code === 'source_query',
      )
  })
})
