import { LocationStrategy } from '@angular/common';
import { provideHttpClient } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { routes } from './app.routes';
import { LinkCapture } from './ui/link-capture';
import { PageLocation } from './ui/page-location';
import { Shortcuts } from './ui/shortcuts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, withComponentInputBinding()),
    provideHttpClient(),
    { provide: LocationStrategy, useClass: PageLocation },
    provideAppInitializer(() => {
      inject(LinkCapture).start();
      inject(Shortcuts).start();
    }),
  ],
};
