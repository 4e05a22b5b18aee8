import { expect, test, visit } from './support/site';

test('a first visit weighs little', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const types = new Map<string, string>();
  let script = 0;
  let total = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength;
    if (types.get(requestId) === 'Script') script += encodedDataLength;
  });
  await page.addInitScript(() => {
    // What waits for a quiet moment is not part of the first load.
    window.requestIdleCallback = () => 0;
  });
  await visit(page, '/harbourlight/schedule');
  await page.waitForLoadState('networkidle');
  console.log(`first load: ${total} bytes, of them script: ${script}`);
  expect(script).toBeLessThanOrEqual(125_000);
  expect(total).toBeLessThanOrEqual(180_000);
});
