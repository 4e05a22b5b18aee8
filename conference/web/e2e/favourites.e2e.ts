import { card, expect, test, visit } from './support/site';

test('a visitor marks sessions, sees overlaps, and finds them on the device again', async ({
  page,
}) => {
  await visit(page, '/tideline/schedule');
  const opening = page.getByRole('button', { name: 'My schedule: Opening' });
  await opening.click();
  await expect(opening).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'My schedule: Über Brücken und Dämme' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'At the same time' })).toHaveText(
    'At the same time: Opening',
  );

  await page.getByRole('link', { name: 'My schedule', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My schedule');
  await expect(page.getByText('2 of them overlap')).toBeVisible();
  await expect(card(page, 'Opening')).toContainText('At the same time: Über Brücken und Dämme');

  await page.reload();
  await expect(card(page, 'Opening')).toBeVisible();
  await card(page, 'Opening').getByRole('button').click();
  await expect(card(page, 'Opening')).toHaveCount(0);
  await expect(page.getByText('overlap')).toHaveCount(0);
});

test('a mark on the session’s page is one in the schedule', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('link', { name: 'Night swim' }).click();
  await page.getByRole('button', { name: 'Add to my schedule' }).click();
  await expect(page.getByRole('button', { name: 'In my schedule' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.goBack();
  await expect(page.getByRole('button', { name: 'My schedule: Night swim' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('nothing marked yet: the page says how', async ({ page }) => {
  await visit(page, '/tideline/my-schedule');
  await page.getByRole('link', { name: 'Browse the schedule' }).click();
  await expect(page).toHaveURL('/tideline/schedule');
});
