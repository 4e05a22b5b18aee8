import { COMPLAINS, expect, test, visit } from './support/site';
import type { Page } from '@playwright/test';

/** Colours that a conference might set, among them the worst. */
const ACCENTS = [
  '#ffff00',
  '#00ff00',
  '#000000',
  '#ffffff',
  '#ff0000',
  '#0000ff',
  '#7f7f7f',
  '#00ffff',
  '#ff00ff',
  '#001040',
  '#fff200',
];

/** Contrast of two colours by WCAG 2, as the browser paints them. */
async function contrasts(page: Page, accent: string) {
  return page.evaluate((colour) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const probe = document.createElement('i');
    document.body.append(probe);
    document.documentElement.style.setProperty('--accent-set', colour);
    const luminance = (expression: string) => {
      probe.style.color = expression;
      if (!canvas) return 0;
      canvas.fillStyle = getComputedStyle(probe).color;
      canvas.fillRect(0, 0, 1, 1);
      const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    const contrast = (one: string, other: string) => {
      const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
      return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05);
    };
    const track = document.querySelector<HTMLElement>('.slot');
    track?.style.setProperty('--track', colour);
    const mark = track ? getComputedStyle(track).getPropertyValue('--track-mark') : '';
    return {
      text: contrast('var(--accent)', 'var(--paper)'),
      wash: contrast('var(--accent)', 'var(--accent-wash)'),
      button: contrast('var(--accent)', 'var(--on-accent)'),
      mark: contrast(mark, 'var(--paper)'),
    };
  }, accent);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`any accent can be read, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await visit(page, '/tideline/schedule');
    for (const accent of ACCENTS) {
      const { text, wash, button, mark } = await contrasts(page, accent);
      expect(text, `${accent} as text`).toBeGreaterThanOrEqual(4.5);
      expect(wash, `${accent} on its wash`).toBeGreaterThanOrEqual(4.5);
      expect(button, `${accent} as a button`).toBeGreaterThanOrEqual(4.5);
      expect(mark, `${accent} as a track's mark`).toBeGreaterThanOrEqual(3);
    }
  });
}

test(
  'light or dark is chosen, kept, and there before the first paint',
  COMPLAINS,
  async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await visit(page, '/tideline/schedule');
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole('button', { name: 'Colours: as the system has them' }).click();
    await page.getByRole('button', { name: 'Colours: light' }).click();
    await expect(page.getByRole('button', { name: 'Colours: dark' })).toBeVisible();
    const dark = await paper();
    expect(dark).not.toBe(light);

    await page.route('**/main-*.js', (route) => route.abort());
    await page.goto('/tideline/schedule');
    expect(await paper()).toBe(dark);
  },
);
