import { COMPLAINS, expect, markDemonstration, pagesOfEachKind, test, visit } from './support/site';

test.use({ viewport: { width: 320, height: 640 } });

test(
  'no page is wider than a screen of 320 px, without script or with it',
  COMPLAINS,
  async ({ page, request }) => {
    test.setTimeout(120_000);
    await markDemonstration(page, request);
    for (const [name, path] of await pagesOfEachKind(request)) {
      for (const when of ['published', 'taken over'] as const) {
        if (when === 'published') await page.route('**/*.js', (route) => route.abort());
        else await page.unroute('**/*.js');
        if (when === 'published') await page.goto(path, { waitUntil: 'load' });
        else await visit(page, path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${name}, ${when}`).toBeLessThanOrEqual(320);
      }
    }
  },
);

test('filters open on a narrow screen and what is chosen is counted', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('checkbox', { name: 'German' }).check();
  await expect(page.getByRole('button', { name: 'Filters 1' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Über Brücken und Dämme' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Opening' })).toBeHidden();
});

test('a narrow screen offers a list and what is on now', async ({ page }) => {
  await visit(page, '/harbourlight/schedule');
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { name: 'List' })).toBeChecked();
  await page.getByRole('radio', { name: 'Now' }).check();
  await expect(page.getByRole('heading', { name: /On now/ })).toBeVisible();
});

test('targets are large enough for a thumb', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input, .masthead a, .day-tab')]
      .map((element) => ({ name: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 40))
      .map(({ name }) => name),
  );
  expect(small).toEqual([]);
});
