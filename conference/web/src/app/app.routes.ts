import { inject } from '@angular/core';
import type { ActivatedRouteSnapshot, Routes } from '@angular/router';
import { programmeRoutes } from './programme/programme.routes';
import { Publication } from './programme/publication/publication';

function openConference(route: ActivatedRouteSnapshot): boolean {
  inject(Publication).open(route.paramMap.get('conference') ?? '');
  return true;
}

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    loadComponent: () => import('./conferences/conferences-page').then((m) => m.ConferencesPage),
  },
  {
    path: ':conference',
    canActivate: [openConference],
    children: programmeRoutes,
  },
  {
    path: '**',
    loadComponent: () => import('./ui/not-found-page').then((m) => m.NotFoundPage),
  },
];
