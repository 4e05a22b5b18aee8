import AxeBuilder from '@axe-core/playwright';
import {
  COMPLAINS,
  card,
  expect,
  markDemonstration,
  pagesOfEachKind,
  test,
  visit,
} from './support/site';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [320, 1440]) {
    test(`axe finds nothing on any page, ${scheme}, ${width} px`, async ({ page, request }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await markDemonstration(page, request);
      for (const [name, path] of await pagesOfEachKind(request)) {
        await visit(page, path);
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
        expect(found, name).toEqual([]);
      }
    });
  }
}

test('axe finds nothing in published pages either', COMPLAINS, async ({ page, request }) => {
  test.setTimeout(120_000);
  await page.route('**/assets/*.js', (route) => route.abort());
  for (const [name, path] of await pagesOfEachKind(request)) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    expect(found, name).toEqual([]);
  }
});

test('axe finds nothing in an open menu', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('button', { name: 'Room' }).click();
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations).toEqual([]);
});

test('the grid is an ordered list in order of time', async ({ page }) => {
  await visit(page, '/tideline/schedule/2031-01-10');
  const list = page.getByRole('region', { name: 'Friday, 10 January 2031' }).getByRole('list');
  await expect(list).toHaveCount(1);
  const times = await list
    .getByRole('listitem')
    .locator('time:first-of-type')
    .evaluateAll((all) => all.map((time) => (time as HTMLTimeElement).dateTime));
  expect(times).toEqual([...times].sort());
  await expect(card(page, 'Opening')).toContainText('Great Hall');
});

test('nothing moves for those who want no motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit(page, '/tideline/schedule');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter(
        (element) => getComputedStyle(element).transitionDuration !== '0s',
      ).length,
  );
  expect(moving).toBe(0);
});
