import { Publication, expect, test } from './support/site';

test.use({ javaScriptEnabled: false });

test('everything can be read without a script', async ({ page, request }) => {
  const tideline = await Publication.read(request, 'tideline');
  await page.goto('/tideline/schedule');
  for (const title of ['Opening', 'Night swim', 'Stories after midnight', 'A late addition']) {
    await expect(page.getByRole('link', { name: title })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/tideline/schedule#content');

  await page.getByRole('link', { name: 'Über Brücken und Dämme' }).click();
  await expect(page).toHaveURL(tideline.session('Über Brücken und Dämme'));
  await expect(page.getByText('Was Wasser aushält')).toBeVisible();
  await page.getByRole('link', { name: 'Grace Hopper' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper');
  await page.getByRole('link', { name: 'My schedule', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My schedule');
  expect(await page.content()).toContain('This page needs JavaScript');
});

test('the grid stands without a script', async ({ page }) => {
  await page.goto('/tideline/schedule/2031-01-10');
  const opening = await page.getByRole('listitem').filter({ hasText: 'Opening' }).boundingBox();
  const bridges = await page.getByRole('listitem').filter({ hasText: 'Brücken' }).boundingBox();
  if (!opening || !bridges) throw new Error('the cards are not drawn');
  expect(bridges.x).toBeGreaterThan(opening.x);
  expect(bridges.y).toBeGreaterThan(opening.y);
  expect(bridges.y).toBeLessThan(opening.y + opening.height);
});
