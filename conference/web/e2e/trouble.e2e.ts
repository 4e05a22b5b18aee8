import { COMPLAINS, Publication, expect, test, visit } from './support/site';

test('a published page stays when its data cannot be read', COMPLAINS, async ({ page }) => {
  await page.route('**/r/**/*.json', (route) => route.abort());
  await page.goto('/tideline/schedule');
  await page.waitForTimeout(1000);
  await expect(page.locator('#page')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Opening' })).toBeVisible();
  await page.getByRole('link', { name: 'Opening' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Opening');
});

test('a page that cannot be loaded says so, and tries again', COMPLAINS, async ({ page }) => {
  await visit(page, '/tideline/');
  await page.route('**/r/**/*.json', (route) => route.abort());
  await page.getByRole('link', { name: 'Schedule', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This could not be loaded');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Schedule');
  await page.unroute('**/r/**/*.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: 'Opening' })).toBeVisible();
});

test('a page that is not there says so', COMPLAINS, async ({ page }) => {
  const response = await page.goto('/tideline/sessions/ZZZZZZ');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
});

test('a session that was taken off the programme leads nowhere false', async ({
  page,
  request,
}) => {
  const tideline = await Publication.read(request, 'tideline');
  expect(() => tideline.session('Soldering for everybody else')).toThrow();
  await visit(page, '/tideline/changes');
  await expect(page.getByText('Soldering for everybody else')).toBeVisible();
});

test('storage that is blocked breaks nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await visit(page, '/tideline/schedule');
  await page.getByRole('button', { name: 'My schedule: Opening' }).click();
  await expect(page.getByRole('button', { name: 'My schedule: Opening' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
