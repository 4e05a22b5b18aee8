import { expect, pagesOfEachKind, takenOver, test } from './support/site';
import type { Page } from '@playwright/test';

/** Where everything stands that the published page and the app's have in common. */
async function places(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const root = document.querySelector('#page') ?? document.querySelector('conf-root');
    const found: Record<string, string> = {};
    const common =
      '.masthead, .masthead a, h1, h2, h3, .page-lead, .day-tab, .slot, .prose, .colophon a, dd, .speaker-item, .conference-list a, .change, .time-mark, .room-head';
    [...(root?.querySelectorAll<HTMLElement>(common) ?? [])].forEach((element, index) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const rounded = [x, y, width, height].map((one) => Math.round(one * 2) / 2).join(' ');
      const text = element.textContent.replace(/\s+/g, '').slice(0, 40);
      found[`${index} ${element.localName}.${element.classList[0] ?? ''} ${text}`] = rounded;
    });
    return found;
  });
}

/** Waits until the published page is there as a visitor sees it. */
async function styled(page: Page): Promise<void> {
  await expect(page.locator('#page .page-title')).toBeVisible();
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].every(
      (link) => link.sheet,
    ),
  );
}

for (const width of [320, 768, 1440]) {
  test(`nothing moves when the app takes a page over at ${width} px`, async ({ page, request }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // What depends on the address's query or on the device stands in no published page.
    const own = /view=now|view=list|track=|q=|my-schedule/;
    for (const [name, path] of await pagesOfEachKind(request)) {
      if (own.test(path)) continue;
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/main-*.js', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(path, { waitUntil: 'commit' });
      await styled(page);
      const before = await places(page);
      release();
      await takenOver(page);
      expect(await places(page), name).toEqual(before);
      await page.waitForTimeout(300);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(
        shifts.reduce((sum, one) => sum + one, 0),
        `layout shift of ${name}`,
      ).toBe(0);
      await page.unroute('**/main-*.js');
    }
  });
}

test('scroll position and focus stay when the app takes over', async ({ page }) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/main-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/tideline/schedule', { waitUntil: 'commit' });
  await styled(page);
  const link = page.getByRole('link', { name: 'Night swim' });
  await expect(link).toBeVisible();
  await link.focus();
  const before = await page.evaluate(() => window.scrollY);
  expect(before).toBeGreaterThan(0);
  release();
  await takenOver(page);
  await expect(link).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
});
