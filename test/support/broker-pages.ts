import type { Page } from 'playwright-core';
import { personaById } from '../../src/simulator/personas';

/** The CPR number of a persona, as the person would type it: `120385-6124`. */
export function cprOf(personaId: string): string {
  const digits = personaById(personaId)?.cpr?.reveal();
  if (digits === undefined) throw new Error(`${personaId} has no CPR number`);
  return `${digits.slice(0, 6)}-${digits.slice(6)}`;
}

/** A number of the right form that is not the persona's: its last digit is another. */
export function wrongCprOf(personaId: string): string {
  const cpr = cprOf(personaId);
  return `${cpr.slice(0, -1)}${(Number(cpr.slice(-1)) + 1) % 10}`;
}

/** Chooses a person on the broker's page. */
export async function choosePerson(page: Page, personaId: string): Promise<void> {
  await page.locator(`button[name=persona][value="${personaId}"]`).click();
}

/** Types a CPR number on the broker's page. */
export async function typeCpr(page: Page, cpr: string): Promise<void> {
  await page.locator('#cpr').fill(cpr);
  await page.locator('form:has(#cpr) button.primary').click();
}

/** Chooses as whom to go on, by its words on the broker's page. */
export async function chooseIdentity(page: Page, words: string): Promise<void> {
  await page.locator('button[name=identity]', { hasText: words }).click();
}

/** Changes one's mind. */
export async function cancel(page: Page): Promise<void> {
  await page.locator('button[name=action][value=cancel]').click();
}

/** The text of an element of the demo, by its data-testid; undefined where the page has none. */
export async function textOf(page: Page, testId: string): Promise<string | undefined> {
  const element = page.locator(`[data-testid="${testId}"]`);
  return (await element.count()) === 0 ? undefined : (await element.innerText()).trim();
}

/** Path and query of the page. */
export function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return `${pathname}${search}`;
}
