import { card, expect, test, visit } from './support/site';

test('a visitor browses from the schedule to a session, its speaker, and on', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'Friday, 10 January 2031',
    'Saturday, 11 January 2031',
  ]);

  await page.getByRole('link', { name: 'Über Brücken und Dämme' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Über Brücken und Dämme');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle('Über Brücken und Dämme · Tideline 2031');
  await expect(page.getByText('10:15–11:00')).toBeVisible();
  await expect(page.getByText('Not recorded')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Slides' })).toHaveAttribute(
    'href',
    'https://example.org/slides',
  );

  await page.getByRole('link', { name: 'Grace Hopper' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper');
  await expect(page.getByRole('listitem').filter({ hasText: 'Closing' })).toContainText('16:00');

  await page.getByRole('link', { name: 'Speakers', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search speakers' }).fill('soldering');
  await expect(page.getByRole('status').filter({ hasText: 'speakers' })).toHaveText('2 speakers');

  await page.getByRole('link', { name: 'Tideline 2031' }).click();
  await expect(page).toHaveURL('/tideline/');
  await page.getByRole('link', { name: 'Saturday, 11 January 2031' }).click();
  await expect(page).toHaveURL('/tideline/schedule/2031-01-11');
  await expect(page.getByRole('link', { name: 'Sat 11 Jan' })).toHaveAttribute(
    'aria-current',
    'page',
  );
});

test('a night belongs to the day it begins on', async ({ page }) => {
  await visit(page, '/tideline/schedule/2031-01-10');
  await expect(card(page, 'Stories after midnight')).toContainText('00:45–01:30');
  await expect(card(page, 'Closing, and what comes next')).toHaveCount(0);
});

test('slots of one room that overlap stand side by side', async ({ page }) => {
  await visit(page, '/tideline/schedule/2031-01-10');
  const boxes = [
    await card(page, 'Soldering for beginners').boundingBox(),
    await card(page, 'Soldering in the dark').boundingBox(),
  ].sort((one, other) => (one?.x ?? 0) - (other?.x ?? 0));
  const [left, right] = boxes;
  if (!left || !right) throw new Error('the cards are not drawn');
  expect(left.x + left.width).toBeLessThanOrEqual(right.x + 1);
  expect(Math.max(left.y, right.y)).toBeLessThan(
    Math.min(left.y + left.height, right.y + right.height),
  );
});

test('room names and times stay in sight while the grid scrolls', async ({ page }) => {
  await visit(page, '/huge/schedule/2031-03-01');
  await page.evaluate(() => {
    window.scrollTo(1200, 1500);
  });
  await expect(page.locator('.room-head', { hasText: /^Room 10$/ })).toBeInViewport();
  await expect(page.locator('.time-mark > span', { hasText: /^18:00$/ })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'All days' })).toBeInViewport();
});

test('what is on now, and what comes next', async ({ page }) => {
  await visit(page, '/harbourlight/schedule');
  await page.getByRole('radio', { name: 'Now' }).check();
  await expect(page.getByRole('heading', { name: 'On now, 10:40' })).toBeVisible();
  await expect(card(page, 'What the benchmark forgot to say')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Next in each room' })).toBeVisible();
  await expect(page).toHaveURL(/view=now/);
});

test('releases and what changed with them', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('link', { name: 'Release High water' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'Release High water',
    'Release Low water',
  ]);
  const changes = page.getByRole('listitem');
  await expect(changes.filter({ hasText: 'A late addition' })).toContainText('New');
  await expect(changes.filter({ hasText: 'Night swim' })).toContainText('23:30');
  await expect(changes.filter({ hasText: 'Night swim' })).toContainText('22:30');
  await expect(changes.filter({ hasText: 'Soldering for everybody else' })).toContainText(
    'Cancelled',
  );
  await expect(changes.filter({ hasText: 'and what comes next' })).toContainText('Before: Closing');
});

test('several conferences are listed at the root', async ({ page }) => {
  await visit(page, '/');
  await page.getByRole('link', { name: /Tideline 2031/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tideline 2031');
});
