import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { apiResource } from './api-resource';
import type { Question } from './api-resource';

describe('apiResource', () => {
  it('asks a path with its values once there is a question', async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting()],
    });
    const http = TestBed.inject(HttpTestingController);
    const question = signal<Question<'/conferences/{conference}'> | undefined>(undefined);
    const resource = TestBed.runInInjectionContext(() =>
      apiResource('/conferences/{conference}', question),
    );
    TestBed.tick();
    http.verify();

    question.set({ path: { conference: 'a/b' } });
    TestBed.tick();
    http.expectOne('/v1/conferences/a%2Fb').flush({ title: 'A' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(resource.value()?.title).toBe('A');
  });

  it('takes a query along', () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting()],
    });
    TestBed.runInInjectionContext(() =>
      apiResource('/conferences', () => ({ query: { limit: 5, cursor: undefined } })),
    );
    TestBed.tick();
    const { request } = TestBed.inject(HttpTestingController).expectOne('/v1/conferences?limit=5');
    expect(request.method).toBe('GET');
  });
});
