/** Puts the app's page in the place of the published one: same place, same focus. */
export function takeOver(document: Document, published: HTMLElement): void {
  const { scrollX, scrollY } = window;
  const focused = published.contains(document.activeElement) ? document.activeElement : null;
  const app = document.querySelector('conf-root');
  const twin = focused && app ? counterpart(published, app, focused) : undefined;
  published.remove();
  window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
  twin?.focus({ preventScroll: true });
}

/** The element in the app's page that stands for one in the published page: the same link, else the content. */
export function counterpart(
  published: Element,
  app: Element,
  focused: Element,
): HTMLElement | undefined {
  const href = focused.getAttribute('href');
  const links = (root: Element) =>
    [...root.querySelectorAll<HTMLElement>('a[href]')].filter(
      (link) => link.getAttribute('href') === href,
    );
  const position = href === null ? -1 : links(published).indexOf(focused as HTMLElement);
  const twin = position < 0 ? undefined : links(app)[position];
  return twin ?? app.querySelector<HTMLElement>('main') ?? undefined;
}
