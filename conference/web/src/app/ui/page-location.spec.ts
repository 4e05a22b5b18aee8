import { APP_BASE_HREF } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { PageLocation } from './page-location';

describe('PageLocation', () => {
  it.each([
    ['/38c3', '/38c3/'],
    ['/38c3?view=now', '/38c3/?view=now'],
    ['/38c3/schedule', '/38c3/schedule'],
    ['/38c3/schedule?q=a/b', '/38c3/schedule?q=a/b'],
    ['/', '/'],
  ])('writes %s as %s', (internal, external) => {
    TestBed.configureTestingModule({
      providers: [PageLocation, { provide: APP_BASE_HREF, useValue: '/' }],
    });
    expect(TestBed.inject(PageLocation).prepareExternalUrl(internal)).toBe(external);
  });
});
