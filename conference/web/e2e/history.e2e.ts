import { expect, takenOver, test, visit } from './support/site';

test('back and forward lead to the same place on the same page', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('link', { name: 'Closing, and what comes next' }).scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);
  expect(before).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Closing, and what comes next' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Closing, and what comes next');
  expect(await page.evaluate(() => window.scrollY)).toBe(0);

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Schedule');
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before);
  await expect(page).toHaveTitle('Schedule · Tideline 2031');

  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Closing, and what comes next');
});

test('days are steps of the history, letters of a search are not', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('link', { name: 'Fri 10 Jan' }).click();
  await page.getByRole('searchbox').fill('night');
  await expect(page).toHaveURL('/tideline/schedule/2031-01-10?q=night');
  await page.getByRole('searchbox').fill('night swim');
  await expect(page).toHaveURL('/tideline/schedule/2031-01-10?q=night%20swim');
  await page.goBack();
  await expect(page).toHaveURL('/tideline/schedule');
  await expect(page.getByRole('searchbox')).toHaveValue('');
});

test('choosing a day keeps the focus on it, and the tabs in sight', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.evaluate(() => {
    window.scrollTo(0, 1500);
  });
  await page.getByRole('link', { name: 'Sat 11 Jan' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/tideline/schedule/2031-01-11');
  await expect(page.getByRole('link', { name: 'Sat 11 Jan' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Sat 11 Jan' })).toBeInViewport();
  await expect(page.getByRole('searchbox')).toBeInViewport();
});

test('a reload keeps the place', async ({ page }) => {
  await visit(page, '/huge/schedule/2031-03-01');
  await page.evaluate(() => {
    window.scrollTo(0, 700);
  });
  await page.waitForTimeout(200);
  await page.reload();
  await takenOver(page);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(700);
});
