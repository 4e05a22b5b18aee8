/** The longer texts of a day's sessions, by code. HTML is sanitised on the server. */
export type Texts = Readonly<Record<string, SessionTexts | undefined>>;

export interface SessionTexts {
  readonly abstractHtml: string | null;
  readonly descriptionHtml: string | null;
  readonly links: readonly Link[];
  readonly attachments: readonly Link[];
  readonly logo: string | null;
  readonly license: string | null;
  readonly feedbackUrl: string | null;
  readonly originUrl: string | null;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Speaker {
  readonly code: string;
  readonly name: string;
  readonly avatar: string | null;
  readonly biographyHtml: string | null;
  readonly links: readonly Link[];
  /** Codes of the sessions. */
  readonly sessions: readonly string[];
}
