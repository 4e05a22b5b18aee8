import { expect, test, visit } from './support/site';

test('everything can be done from the keyboard, and the focus can be seen', async ({ page }) => {
  await visit(page, '/tideline/schedule/2031-01-10');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  const reached: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const [name, outline] = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const shown = [element, element.closest('.session'), element.closest('.switch-choice')];
      const seen = shown.some((one) => one && getComputedStyle(one).outlineStyle !== 'none');
      return [element.getAttribute('aria-label') ?? element.textContent.trim(), seen] as const;
    });
    if (name === 'Release High water') break;
    expect(outline, `the focus on ${name} can be seen`).toBe(true);
    reached.push(name);
  }
  expect(reached).toContain('All days');
  expect(reached).toContain('Über Brücken und Dämme');
  expect(reached).toContain('My schedule: Stories after midnight');

  await page.keyboard.press('/');
  await page.keyboard.type('night swim');
  await page.getByRole('link', { name: 'Night swim' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'My schedule: Night swim' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Night swim' })).toBeFocused();
});

test('a menu of choices opens, is walked, and closes', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  const menu = page.getByRole('button', { name: 'Track' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Community' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await expect(page.getByRole('checkbox', { name: 'Community' })).toBeHidden();
});

test('the views are one radio group', async ({ page }) => {
  await visit(page, '/tideline/schedule');
  await page.getByRole('radio', { name: 'Grid' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'List' })).toBeChecked();
  await expect(page).toHaveURL(/view=list/);
});
