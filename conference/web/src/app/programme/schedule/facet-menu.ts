import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';

/** A value to narrow down by. */
export interface FacetChoice {
  readonly value: string;
  readonly label: string;
  /** How many sessions have it. */
  readonly count: number;
}

let menus = 0;

/** A button that opens check boxes, one for each value. Escape and a click elsewhere close it. */
@Component({
  selector: 'div[confFacetMenu]',
  templateUrl: './facet-menu.html',
  host: {
    '[class.is-set]': 'chosen().length > 0',
    '(keydown.escape)': 'escape($event)',
    '(document:pointerdown)': 'leave($event.target)',
    '(focusout)': 'leave($event.relatedTarget)',
  },
})
export class FacetMenu {
  readonly title = input.required<string>({ alias: 'confFacetMenu' });
  readonly choices = input.required<readonly FacetChoice[]>();
  readonly chosen = input.required<readonly string[]>();
  readonly toggled = output<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly button = viewChild.required<ElementRef<HTMLElement>>('button');
  protected readonly open = signal(false);
  protected readonly panel = `facet-${++menus}`;
  protected readonly label = computed(() => {
    const count = this.chosen().length;
    return count > 0 ? `${this.title()} · ${count}` : this.title();
  });

  protected escape(event: Event): void {
    if (!this.open()) return;
    event.stopPropagation();
    this.open.set(false);
    this.button().nativeElement.focus();
  }

  protected leave(target: EventTarget | null): void {
    if (this.open() && target instanceof Node && !this.host.contains(target)) this.open.set(false);
  }
}
