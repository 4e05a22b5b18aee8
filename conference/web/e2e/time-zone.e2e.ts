import { card, expect, test, visit } from './support/site';

test.use({ timezoneId: 'Asia/Tokyo' });

test('a visitor far away reads the venue’s times, or their own', async ({ page }) => {
  await visit(page, '/tideline/schedule/2031-01-10');
  await expect(page.getByText('times in Europe/Berlin')).toBeVisible();
  await expect(card(page, 'Night swim')).toContainText('22:30–00:30');

  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('My time (Asia/Tokyo)');
  await expect(page.getByText('times in Asia/Tokyo')).toBeVisible();
  await expect(card(page, 'Night swim')).toContainText('Sat 06:30–08:30');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Friday, 10 January 2031');
  await expect(page.locator('.time-mark').first()).toHaveText('18:00');

  await page.getByRole('link', { name: 'Night swim' }).click();
  await expect(page.getByText('Sat 06:30–08:30')).toBeVisible();

  await page.goto('/tideline/schedule/2031-01-10');
  await expect(page.getByText('times in Asia/Tokyo')).toBeVisible();
});

test.describe('where both clocks show the same', () => {
  test.use({ timezoneId: 'Europe/Paris' });

  test('there is nothing to choose', async ({ page }) => {
    await visit(page, '/tideline/schedule');
    await expect(page.getByRole('combobox')).toHaveCount(0);
  });
});
