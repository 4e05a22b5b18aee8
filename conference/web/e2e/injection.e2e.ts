import { COMPLAINS, Publication, expect, takenOver, test } from './support/site';

test(
  'script and markup in any text never runs and never breaks a page',
  COMPLAINS,
  async ({ page, request }) => {
    test.setTimeout(240_000);
    const hostile = await Publication.read(request, 'hostile');
    const paths = [
      '/',
      '/hostile/',
      '/hostile/schedule',
      '/hostile/schedule?view=list&q=title',
      '/hostile/schedule/2031-02-01',
      '/hostile/speakers',
      '/hostile/changes',
      '/hostile/my-schedule',
      ...hostile.everySession(),
      ...hostile.everySpeaker(),
    ];
    for (const path of paths) {
      for (const script of ['with', 'without'] as const) {
        if (script === 'without') await page.route('**/assets/*.js', (route) => route.abort());
        await page.goto(path);
        if (script === 'with') await takenOver(page);
        else await page.unroute('**/assets/*.js');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('footer, .conference-list').first()).toBeVisible();
        const state = await page.evaluate(() => ({
          hacked: 'hacked' in window,
          inline: [...document.querySelectorAll('script')].filter(
            (one) => !one.src && !one.type.includes('json'),
          ).length,
          handlers: [...document.querySelectorAll('*')].flatMap((element) =>
            element.getAttributeNames().filter((name) => name.startsWith('on')),
          ),
          frames: document.querySelectorAll('iframe, object, embed, style').length,
          links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
            .map((link) => link.protocol)
            .filter((protocol) => !['http:', 'https:'].includes(protocol)),
          mains: document.querySelectorAll('main').length,
        }));
        expect(state, `${path} ${script} script`).toEqual({
          hacked: false,
          inline: 0,
          handlers: [],
          frames: 0,
          links: [],
          mains: 1,
        });
      }
    }
  },
);

test('a text is shown as it was written', async ({ page, request }) => {
  const hostile = await Publication.read(request, 'hostile');
  const [first] = hostile.everySession();
  await page.goto(first ?? '');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Title 0 <script>window.hacked=1</script>',
  );
});
