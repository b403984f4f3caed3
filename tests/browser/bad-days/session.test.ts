import { getUser, removeAssignment } from '@lumbung/admin/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsBrowser } from '../browser.ts'
import { type Account, type ConsoleFixture, startConsole } from '../console.fixture.ts'
import { watchFaults } from '../faults.ts'
import { type Cast, castPeople, type Post } from '../people.ts'
import { wordsIn } from '../words.ts'
import { recording, usesOf } from './recording.ts'

const STARTING_MILLISECONDS = 120_000

const { console: shell, ui } = wordsIn('id')

describe.skipIf(!runsBrowser)('a session that does not last', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const openForm = async () => {
    const post = await cast.addPost(5000)
    const opened = await fixture.open(post.operator, recording.path)
    await recording.left(opened.page, 5000).waitFor()
    return { ...opened, ...post }
  }
  /** On the server, as an administrator or the passing of time would; the page knows nothing of it. */
  const endSessionsOf = async ({ userId }: Post['operator']) => {
    const { sessions } = fixture.platform.services
    for (const { id } of await sessions.list(userId)) await sessions.end(userId, id)
  }
  const signInOver = async (page: Page, { email, password }: Account) => {
    const dialog = page.getByRole('dialog', { name: shell('session.lost') })
    const login = dialog.getByLabel('E-mail atau nama pengguna')
    await login.fill(email)
    await dialog.getByLabel('Kata sandi', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    return dialog
  }

  test('ends in the middle of a form: who signs in again over the page goes on where they were', async () => {
    const { page, context, faults, operator, site } = await openForm()
    faults.expect(' 401')
    await recording.amount(page).fill('120')
    await endSessionsOf(operator)
    await recording.save(page).click()
    const dialog = await signInOver(page, operator)
    await recording.recorded(page, 120, 4880).waitFor()
    expect(await dialog.isVisible()).toBe(false)
    expect(await usesOf(cast, site)).toEqual([120])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('ends, and somebody else signs in: they see their own, and nothing is sent in their name', async () => {
    const { page, context, faults, operator, site } = await openForm()
    faults.expect(' 401')
    const other = await cast.addPost(900)
    await recording.amount(page).fill('120')
    await endSessionsOf(operator)
    await recording.save(page).click()
    await signInOver(page, other.operator)
    await page
      .getByRole('button', { name: shell('person.menu', { name: `Operator ${other.site.name}` }) })
      .waitFor()
    await page.goto(recording.path)
    await recording.left(page, 900).waitFor()
    expect(await recording.amount(page).inputValue()).toBe('')
    expect(await usesOf(cast, site)).toEqual([])
    expect(await usesOf(cast, other.site)).toEqual([])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('loses a permission while a form is open: the refusal explains itself, and the form stays', async () => {
    const { page, context, faults, operator, site } = await openForm()
    faults.expect(' 403')
    await recording.amount(page).fill('120')
    const { body: user } = await cast.desk.call(getUser, { id: operator.userId })
    for (const { id } of user.assignments)
      await cast.desk.call(removeAssignment, { id: operator.userId, assignmentId: id })
    await recording.save(page).click()
    await page.getByText(ui('why.not_allowed')).waitFor()
    await page.getByRole('button', { name: ui('why.ask') }).click()
    await page.getByLabel(ui('why.reason')).fill('Mencatat pemakaian genset')
    await page.getByRole('button', { name: ui('why.send') }).click()
    await page.getByText(ui('why.asked')).waitFor()
    expect(await usesOf(cast, site)).toEqual([])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('in two tabs: what one records, the other shows by itself', async () => {
    const { page, context, faults } = await openForm()
    const second = await context.newPage()
    await second.goto(recording.path)
    await recording.left(second, 5000).waitFor()
    await recording.amount(page).fill('500')
    await recording.save(page).click()
    await recording.recorded(page, 500, 4500).waitFor()
    await recording.left(second, 4500).waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('in two tabs: who signs out in one is asked in the other before anything more is done', async () => {
    const { page, context, operator, site } = await openForm()
    const second = await context.newPage()
    const faults = watchFaults(second, fixture.url)
    faults.expect(' 401')
    await second.goto(recording.path)
    await recording.amount(second).fill('60')
    await page.getByRole('button', { name: shell('person.menu', { name: `Operator ${site.name}` }) }).click()
    await page.getByText(shell('person.sign_out')).click()
    await page.getByLabel('E-mail atau nama pengguna').waitFor()
    await recording.save(second).click()
    await signInOver(second, operator)
    await recording.recorded(second, 60, 4940).waitFor()
    expect(await usesOf(cast, site)).toEqual([60])
    expect(faults.found).toEqual([])
    await context.close()
  })
})
