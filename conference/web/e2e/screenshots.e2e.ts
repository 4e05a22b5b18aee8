import { join } from 'node:path';
import { expect, markDemonstration, pagesOfEachKind, test, visit } from './support/site';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'target', 'screenshots');

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [320, 768, 1440]) {
    test(`a picture of every page, ${scheme}, ${width} px`, async ({ page, request }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: width < 500 ? 700 : 900 });
      await markDemonstration(page, request);
      for (const [name, path] of await pagesOfEachKind(request)) {
        await visit(page, path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.screenshot({ path: join(FOLDER, `${name}-${width}-${scheme}.png`) });
      }
    });
  }
}
