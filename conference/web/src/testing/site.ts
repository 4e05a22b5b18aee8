import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { routes } from '../app/app.routes';
import { DAYS, POINTER, PROGRAMME, SPEAKERS, TEXTS } from './fixture';

/** The published files of the fixture, by address. */
export const FILES: Readonly<Record<string, unknown>> = {
  '/congress/current.json': POINTER,
  [POINTER.programme]: PROGRAMME,
  [PROGRAMME.speakers]: SPEAKERS,
  ...Object.fromEntries(PROGRAMME.days.map(({ data }, index) => [data, DAYS[index]] as const)),
  ...Object.fromEntries(PROGRAMME.days.map(({ texts }, index) => [texts, TEXTS[index]] as const)),
};

/** The app at an address, over published files that a test may replace. */
export class Site {
  private readonly http = TestBed.inject(HttpTestingController);
  private harness!: RouterTestingHarness;

  private constructor(private files: Readonly<Record<string, unknown>>) {}

  static async open(address: string, files: Readonly<Record<string, unknown>> = {}): Promise<Site> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(routes, withComponentInputBinding()),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    const site = new Site({ ...FILES, ...files });
    site.harness = await RouterTestingHarness.create();
    await site.visit(address);
    return site;
  }

  async visit(address: string): Promise<void> {
    await this.harness.navigateByUrl(address);
    await this.settle();
  }

  /** Answers requests until there are none. A file that is not there is answered as a broken connection. */
  async settle(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      this.harness.detectChanges();
      for (const request of this.http.match(() => true)) {
        const file = this.files[request.request.url];
        if (file === undefined) request.error(new ProgressEvent('error'));
        else request.flush(file);
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.harness.detectChanges();
  }

  /** From now on these files are there too. */
  publish(files: Readonly<Record<string, unknown>>): void {
    this.files = { ...this.files, ...files };
  }

  get main(): HTMLElement {
    const main = (this.harness.fixture.nativeElement as HTMLElement).querySelector('main');
    if (!main) throw new Error('there is no page');
    return main;
  }

  /** What can be seen of elements: hidden ones are left out. */
  all(selector: string): HTMLElement[] {
    return [...this.main.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => !element.closest('[hidden]'),
    );
  }

  texts(selector: string): string[] {
    return this.all(selector).map((element) => plain(element));
  }

  /** A button, link or field by its name. */
  named(name: string): HTMLElement {
    const candidates = this.all('button, a, input, select');
    const found = candidates.find((element) => nameOf(element) === name);
    if (!found) throw new Error(`${name} is not among ${candidates.map(nameOf).join(', ')}`);
    return found;
  }

  async click(name: string): Promise<void> {
    this.named(name).click();
    await this.settle();
  }

  async type(name: string, text: string): Promise<void> {
    const field = this.named(name) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await this.settle();
  }
}

function nameOf(element: HTMLElement): string {
  const ownLabel = element.id ? `label[for="${element.id}"]` : ':not(*)';
  const label = element.ownerDocument.querySelector(ownLabel) ?? element.closest('label');
  return element.getAttribute('aria-label') ?? plain(label ?? element);
}

function plain(element: Element): string {
  return element.textContent.replace(/\s+/g, ' ').trim();
}
