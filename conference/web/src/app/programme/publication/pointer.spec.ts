import { POINTER } from '../../../testing/fixture';
import { embeddedPointer } from './pointer';

function page(content: string): Document {
  const html = `<script type="application/json" id="plenary-publication">${content}</script>`;
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('embeddedPointer', () => {
  it('is read from the data block of the page', () => {
    expect(embeddedPointer(page(JSON.stringify(POINTER)), 'congress')).toEqual(POINTER);
  });

  it.each([
    ['of another conference', JSON.stringify(POINTER), 'camp'],
    ['broken', '{', 'congress'],
    ['empty', '', 'congress'],
  ])('is none where it is %s', (_, content, conference) => {
    expect(embeddedPointer(page(content), conference)).toBeUndefined();
  });
});
