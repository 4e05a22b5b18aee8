import { takeOver } from './take-over';

function pages(published: string, app: string): HTMLElement {
  document.body.innerHTML = `<div id="page">${published}</div><conf-root>${app}</conf-root>`;
  return document.querySelector<HTMLElement>('#page') ?? document.body;
}

describe('takeOver', () => {
  beforeEach(() => {
    vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  });

  it('removes the published page and leaves the focus on the same link', () => {
    const links = '<a href="/a">one</a><a href="/b">two</a><a href="/a">three</a>';
    const page = pages(links, `<a href="/c">new</a>${links}`);
    page.querySelectorAll('a')[2]?.focus();
    takeOver(document, page);
    expect(document.getElementById('page')).toBeNull();
    expect(document.activeElement?.textContent).toBe('three');
  });

  it('moves the focus to the content where the link has no counterpart', () => {
    const page = pages('<a href="/gone">gone</a>', '<main tabindex="-1">content</main>');
    page.querySelector('a')?.focus();
    takeOver(document, page);
    expect(document.activeElement?.localName).toBe('main');
  });

  it('leaves a focus alone that was elsewhere', () => {
    const page = pages('<a href="/a">one</a>', '<a href="/a">one</a>');
    takeOver(document, page);
    expect(document.activeElement).toBe(document.body);
  });
});
