import { PathLocationStrategy } from '@angular/common';
import { Injectable } from '@angular/core';

/** Addresses as they are published: a conference's own page ends in a slash (`/38c3/`), all others don't. */
@Injectable()
export class PageLocation extends PathLocationStrategy {
  override prepareExternalUrl(internal: string): string {
    const url = super.prepareExternalUrl(internal);
    const [, path, rest] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
    return path !== undefined && /^\/[^/]+$/.test(path) ? `${path}/${rest ?? ''}` : url;
  }
}
