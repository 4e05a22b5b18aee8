import type { Routes, UrlMatchResult, UrlSegment } from '@angular/router';

/** `schedule` and `schedule/2024-12-27` are one page: switching days keeps it. */
function schedule(segments: UrlSegment[]): UrlMatchResult | null {
  const [first, day] = segments;
  if (first?.path !== 'schedule' || segments.length > 2) return null;
  return { consumed: segments, posParams: day ? { day } : {} };
}

export const programmeRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    loadComponent: () => import('./overview/overview-page').then((m) => m.OverviewPage),
  },
  {
    matcher: schedule,
    loadComponent: () => import('./schedule/schedule-page').then((m) => m.SchedulePage),
  },
  {
    path: 'sessions/:code',
    loadComponent: () => import('./session/session-page').then((m) => m.SessionPage),
  },
  {
    path: 'speakers',
    loadComponent: () => import('./speakers/speakers-page').then((m) => m.SpeakersPage),
  },
  {
    path: 'speakers/:code',
    loadComponent: () => import('./speakers/speaker-page').then((m) => m.SpeakerPage),
  },
  {
    path: 'changes',
    loadComponent: () => import('./changes/changes-page').then((m) => m.ChangesPage),
  },
  {
    path: 'my-schedule',
    loadComponent: () => import('./favourites/my-schedule-page').then((m) => m.MySchedulePage),
  },
  {
    path: '**',
    loadComponent: () => import('../ui/not-found-page').then((m) => m.NotFoundPage),
  },
];
