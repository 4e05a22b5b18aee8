// Made from conference/api/contract/v1.json by `npm run api:types`.

export interface paths {
    readonly "/conferences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All conferences, the latest first */
        readonly get: operations["listConferences"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One conference with its days */
        readonly get: operations["getConference"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/releases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The releases of a conference's schedule, the newest first */
        readonly get: operations["listReleases"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/releases/{release}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One release with what it changed */
        readonly get: operations["getRelease"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/rooms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The rooms of a conference */
        readonly get: operations["listRooms"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/schedule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The whole schedule, day by day */
        readonly get: operations["getSchedule"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/schedule/{day}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The schedule of one day */
        readonly get: operations["getScheduleDay"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/session-types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The kinds of session of a conference */
        readonly get: operations["listSessionTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Sessions by day, track, room, type and language */
        readonly get: operations["listSessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/sessions/{session}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One session with its texts */
        readonly get: operations["getSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/speakers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The speakers of a conference */
        readonly get: operations["listSpeakers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/speakers/{speaker}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One speaker with biography and sessions */
        readonly get: operations["getSpeaker"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/conferences/{conference}/tracks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The tracks of a conference */
        readonly get: operations["listTracks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One difference between two releases. */
        readonly Change: {
            /** @description When and where it was, where that changed or it is gone. */
            readonly from: components["schemas"]["Place"] | null;
            /** @description What kind it is. */
            readonly kind: components["schemas"]["ChangeKind"];
            /** @description The code of its session; null for a break. */
            readonly session: string | null;
            /**
             * Format: uuid
             * @description The slot.
             */
            readonly slot: string;
            /** @description The title, after the change. */
            readonly title: string;
            /** @description The title before, where it changed. */
            readonly titleBefore: string | null;
            /** @description When and where it is now, where that changed or it is new. */
            readonly to: components["schemas"]["Place"] | null;
        };
        /**
         * @description What kind of change it is.
         *     * `new`: A slot that was not there.
         *     * `moved`: Another time, length or room.
         *     * `cancelled`: Gone, or called off.
         *     * `retitled`: Another title.
         * @enum {string}
         */
        readonly ChangeKind: "new" | "moved" | "cancelled" | "retitled";
        /** @description A conference. */
        readonly Conference: {
            /** @description Its colour: `#rrggbb`. */
            readonly accent: string | null;
            /** @description Its short name. */
            readonly acronym: string | null;
            /** @description The town. */
            readonly city: string | null;
            /** @description Its days, in order. */
            readonly days: readonly components["schemas"]["Day"][];
            /** @description What it is about. */
            readonly description: components["schemas"]["RichText"] | null;
            /**
             * Format: date
             * @description Its last day, local to the venue.
             */
            readonly end: string;
            /** @description The language of most of its content: a BCP 47 tag. */
            readonly language: string | null;
            /** @description The languages its sessions are given in: BCP 47 tags, sorted. */
            readonly languages: readonly string[];
            /** @description Its logo. */
            readonly logo: string | null;
            /** @description The current release of its schedule. */
            readonly release: components["schemas"]["ReleaseSummary"];
            /**
             * Format: date-time
             * @description When the current release of its schedule was released.
             */
            readonly releasedAt: string;
            /** @description The first segment of its addresses. */
            readonly slug: string;
            /**
             * Format: date
             * @description Its first day, local to the venue.
             */
            readonly start: string;
            /** @description A second line to the name. */
            readonly subtitle: string | null;
            /** @description The zone in which it lives. */
            readonly timeZone: string;
            /** @description Its name. */
            readonly title: string;
            /** @description Its own website. */
            readonly url: string | null;
            /** @description The building. */
            readonly venue: string | null;
        };
        /** @description What a list shows of a conference. */
        readonly ConferenceSummary: {
            /** @description Its colour: `#rrggbb`. */
            readonly accent: string | null;
            /** @description Its short name. */
            readonly acronym: string | null;
            /** @description The town. */
            readonly city: string | null;
            /**
             * Format: date
             * @description Its last day, local to the venue.
             */
            readonly end: string;
            /** @description The language of most of its content: a BCP 47 tag. */
            readonly language: string | null;
            /** @description Its logo. */
            readonly logo: string | null;
            /**
             * Format: date-time
             * @description When the current release of its schedule was released.
             */
            readonly releasedAt: string;
            /** @description The first segment of its addresses. */
            readonly slug: string;
            /**
             * Format: date
             * @description Its first day, local to the venue.
             */
            readonly start: string;
            /** @description A second line to the name. */
            readonly subtitle: string | null;
            /** @description The zone in which it lives. */
            readonly timeZone: string;
            /** @description Its name. */
            readonly title: string;
            /** @description Its own website. */
            readonly url: string | null;
            /** @description The building. */
            readonly venue: string | null;
        };
        /** @description A page of a list. */
        readonly ConferenceSummaryPage: {
            /** @description The items. */
            readonly items: readonly components["schemas"]["ConferenceSummary"][];
            /** @description Give it back as `cursor` to get the next page; null at the end. */
            readonly next: string | null;
        };
        /** @description A day of the programme. */
        readonly Day: {
            /**
             * Format: date
             * @description Its date, local to the venue.
             */
            readonly date: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly end: string;
            /** @description 1 for the first. */
            readonly index: number;
            /**
             * Format: date-time
             * @description When it begins.
             */
            readonly start: string;
        };
        /** @description A day with what happens on it. */
        readonly DayPlan: {
            /**
             * Format: date
             * @description Its date, local to the venue.
             */
            readonly date: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly end: string;
            /** @description 1 for the first. */
            readonly index: number;
            /** @description What happens, by start and room. */
            readonly slots: readonly components["schemas"]["Slot"][];
            /**
             * Format: date-time
             * @description When it begins.
             */
            readonly start: string;
        };
        /** @description A page or file elsewhere. */
        readonly Link: {
            /** @description What to show. */
            readonly title: string;
            /** @description Where it leads. */
            readonly url: string;
        };
        /** @description When and where something is. */
        readonly Place: {
            /** @description How long it takes, minutes. */
            readonly minutes: number;
            /** @description The room's name. */
            readonly room: string | null;
            /**
             * Format: date-time
             * @description When it begins.
             */
            readonly start: string;
        };
        /** @description What went wrong (RFC 9457). */
        readonly Problem: {
            /** @description What went wrong this time. */
            readonly detail?: string;
            /** @description The input that is at fault. */
            readonly field?: string;
            /** @description The id of the request: name it when you ask for help. */
            readonly instance?: string;
            /** @description The HTTP status. */
            readonly status?: number;
            /** @description The kind of problem, in words. */
            readonly title: string;
            /** @description What kind of problem it is; `about:blank`: the status says it. */
            readonly type: string;
        };
        /** @description A release with what it changed. */
        readonly Release: {
            /** @description What differs from the release before; empty for the first. */
            readonly changes: readonly components["schemas"]["Change"][];
            /** @description What its makers call it. */
            readonly label: string | null;
            /** @description 1 for the first. */
            readonly number: number;
            /**
             * Format: date-time
             * @description When it was released.
             */
            readonly releasedAt: string;
        };
        /** @description What a list shows of a release. */
        readonly ReleaseSummary: {
            /** @description What its makers call it. */
            readonly label: string | null;
            /** @description 1 for the first. */
            readonly number: number;
            /**
             * Format: date-time
             * @description When it was released.
             */
            readonly releasedAt: string;
        };
        /** @description A page of a list. */
        readonly ReleaseSummaryPage: {
            /** @description The items. */
            readonly items: readonly components["schemas"]["ReleaseSummary"][];
            /** @description Give it back as `cursor` to get the next page; null at the end. */
            readonly next: string | null;
        };
        /** @description A longer text, in two forms. */
        readonly RichText: {
            /** @description Sanitised HTML: may stand in a page as it is. */
            readonly html: string;
            /** @description The same without any markup. */
            readonly text: string;
        };
        /** @description A room. */
        readonly Room: {
            /** @description How many people it holds. */
            readonly capacity: number | null;
            /** @description Where it is, what it has. */
            readonly description: components["schemas"]["RichText"] | null;
            /**
             * Format: uuid
             * @description Its identity in schedule files.
             */
            readonly guid: string;
            /** @description Its name. */
            readonly name: string;
            /** @description Stands in filters. */
            readonly slug: string;
        };
        /** @description A list that is short enough to have no pages. */
        readonly RoomList: {
            /** @description The items, in the conference's order. */
            readonly items: readonly components["schemas"]["Room"][];
        };
        /** @description Which room it is. */
        readonly RoomReference: {
            /** @description Its name. */
            readonly name: string;
            /** @description Stands in filters. */
            readonly slug: string;
        };
        /** @description The whole schedule. */
        readonly Schedule: {
            /** @description The days, in order. */
            readonly days: readonly components["schemas"]["DayPlan"][];
            /** @description The release it is of. */
            readonly release: components["schemas"]["ReleaseSummary"];
            /** @description The zone in which the conference lives. */
            readonly timeZone: string;
        };
        /** @description The schedule of one day. */
        readonly ScheduleDay: {
            /**
             * Format: date
             * @description Its date, local to the venue.
             */
            readonly date: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly end: string;
            /** @description 1 for the first. */
            readonly index: number;
            /** @description The release it is of. */
            readonly release: components["schemas"]["ReleaseSummary"];
            /** @description What happens, by start and room. */
            readonly slots: readonly components["schemas"]["Slot"][];
            /**
             * Format: date-time
             * @description When it begins.
             */
            readonly start: string;
            /** @description The zone in which the conference lives. */
            readonly timeZone: string;
        };
        /** @description A session. */
        readonly Session: {
            /** @description A few sentences. */
            readonly abstract: components["schemas"]["RichText"] | null;
            /** @description Files. */
            readonly attachments: readonly components["schemas"]["Link"][];
            /** @description Stands in addresses. */
            readonly code: string;
            /** @description The whole story. */
            readonly description: components["schemas"]["RichText"] | null;
            /** @description Where feedback is given. */
            readonly feedbackUrl: string | null;
            /** @description The language it is given in: a BCP 47 tag. */
            readonly language: string | null;
            /** @description The licence of the recording. */
            readonly license: string | null;
            /** @description Further pages. */
            readonly links: readonly components["schemas"]["Link"][];
            /** @description A picture. */
            readonly logo: string | null;
            /** @description Whether the speakers asked not to be recorded. */
            readonly optedOut: boolean;
            /** @description The page at the system it came from. */
            readonly originUrl: string | null;
            /** @description When and where, in order. */
            readonly slots: readonly components["schemas"]["SlotTime"][];
            /** @description Who gives it, in order. */
            readonly speakers: readonly components["schemas"]["SpeakerReference"][];
            /** @description Whether it takes place. */
            readonly state: components["schemas"]["SessionState"];
            /** @description A second line to the title. */
            readonly subtitle: string | null;
            /** @description The zone in which the conference lives. */
            readonly timeZone: string;
            /** @description Its title. */
            readonly title: string;
            /** @description The track it belongs to. */
            readonly track: components["schemas"]["TrackReference"] | null;
            /** @description Its kind. */
            readonly type: components["schemas"]["SessionType"] | null;
        };
        /** @description A session without times and longer texts. */
        readonly SessionCard: {
            /** @description Stands in addresses. */
            readonly code: string;
            /** @description The language it is given in: a BCP 47 tag. */
            readonly language: string | null;
            /** @description Who gives it, in order. */
            readonly speakers: readonly components["schemas"]["SpeakerReference"][];
            /** @description Whether it takes place. */
            readonly state: components["schemas"]["SessionState"];
            /** @description A second line to the title. */
            readonly subtitle: string | null;
            /** @description Its title. */
            readonly title: string;
            /** @description The track it belongs to. */
            readonly track: components["schemas"]["TrackReference"] | null;
            /** @description Its kind. */
            readonly type: components["schemas"]["SessionType"] | null;
        };
        /** @description A page of sessions. */
        readonly SessionPage: {
            /** @description The sessions. */
            readonly items: readonly components["schemas"]["SessionSummary"][];
            /** @description Give it back as `cursor` to get the next page; null at the end. */
            readonly next: string | null;
            /** @description The zone in which the conference lives. */
            readonly timeZone: string;
        };
        /** @description What a list shows of a session. */
        readonly SessionReference: {
            /** @description Stands in addresses. */
            readonly code: string;
            /** @description Its title. */
            readonly title: string;
        };
        /**
         * @description Where a session stands.
         *     * `confirmed`: It takes place.
         *     * `cancelled`: It was called off.
         * @enum {string}
         */
        readonly SessionState: "confirmed" | "cancelled";
        /** @description What a list shows of a session. */
        readonly SessionSummary: {
            /** @description Stands in addresses. */
            readonly code: string;
            /** @description The language it is given in: a BCP 47 tag. */
            readonly language: string | null;
            /** @description When and where, in order. */
            readonly slots: readonly components["schemas"]["SlotTime"][];
            /** @description Who gives it, in order. */
            readonly speakers: readonly components["schemas"]["SpeakerReference"][];
            /** @description Whether it takes place. */
            readonly state: components["schemas"]["SessionState"];
            /** @description A second line to the title. */
            readonly subtitle: string | null;
            /** @description Its title. */
            readonly title: string;
            /** @description The track it belongs to. */
            readonly track: components["schemas"]["TrackReference"] | null;
            /** @description Its kind. */
            readonly type: components["schemas"]["SessionType"] | null;
        };
        /** @description A kind of session. */
        readonly SessionType: {
            /** @description Its name. */
            readonly name: string;
            /** @description Stands in filters. */
            readonly slug: string;
        };
        /** @description A list that is short enough to have no pages. */
        readonly SessionTypeList: {
            /** @description The items, in the conference's order. */
            readonly items: readonly components["schemas"]["SessionType"][];
        };
        /** @description What happens at a time and place: a session or a break, one of them null. */
        readonly Slot: {
            /** @description The title of a break. */
            readonly break: string | null;
            /**
             * Format: date
             * @description The day of the programme it belongs to: what runs past midnight belongs to the evening before.
             */
            readonly day: string | null;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly end: string;
            /**
             * Format: uuid
             * @description The same over all releases and in all feeds.
             */
            readonly guid: string;
            /** @description How long it takes, minutes. */
            readonly minutes: number;
            /** @description The same, for programs that know only numbers. */
            readonly number: number;
            /** @description Where. */
            readonly room: components["schemas"]["RoomReference"] | null;
            /** @description The session. */
            readonly session: components["schemas"]["SessionCard"] | null;
            /**
             * Format: date-time
             * @description When it begins.
             */
            readonly start: string;
        };
        /** @description When and where. */
        readonly SlotTime: {
            /**
             * Format: date
             * @description The day of the programme it belongs to: what runs past midnight belongs to the evening before.
             */
            readonly day: string | null;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly end: string;
            /**
             * Format: uuid
             * @description The same over all releases and in all feeds.
             */
            readonly guid: string;
            /** @description How long it takes, minutes. */
            readonly minutes: number;
            /** @description The same, for programs that know only numbers. */
            readonly number: number;
            /** @description Where. */
            readonly room: components["schemas"]["RoomReference"] | null;
            /**
             * Format: date-time
             * @description When it begins.
             */
            readonly start: string;
        };
        /** @description A speaker. */
        readonly Speaker: {
            /** @description A picture. */
            readonly avatar: string | null;
            /** @description About the speaker. */
            readonly biography: components["schemas"]["RichText"] | null;
            /** @description Stands in addresses. */
            readonly code: string;
            /**
             * Format: uuid
             * @description The identity in schedule files.
             */
            readonly guid: string;
            /** @description Further pages. */
            readonly links: readonly components["schemas"]["Link"][];
            /** @description The name as it is to be shown. */
            readonly name: string;
            /** @description What the speaker gives. */
            readonly sessions: readonly components["schemas"]["SessionSummary"][];
            /** @description The zone in which the conference lives. */
            readonly timeZone: string;
        };
        /** @description Who speaks. */
        readonly SpeakerReference: {
            /** @description Stands in addresses. */
            readonly code: string;
            /** @description The name as it is to be shown. */
            readonly name: string;
        };
        /** @description What a list shows of a speaker. */
        readonly SpeakerSummary: {
            /** @description A picture. */
            readonly avatar: string | null;
            /** @description Stands in addresses. */
            readonly code: string;
            /** @description The name as it is to be shown. */
            readonly name: string;
            /** @description What the speaker gives. */
            readonly sessions: readonly components["schemas"]["SessionReference"][];
        };
        /** @description A page of a list. */
        readonly SpeakerSummaryPage: {
            /** @description The items. */
            readonly items: readonly components["schemas"]["SpeakerSummary"][];
            /** @description Give it back as `cursor` to get the next page; null at the end. */
            readonly next: string | null;
        };
        /** @description A track. */
        readonly Track: {
            /** @description The colour it is marked with: `#rrggbb`. */
            readonly colour: string | null;
            /** @description Its name. */
            readonly name: string;
            /** @description Stands in filters. */
            readonly slug: string;
        };
        /** @description A list that is short enough to have no pages. */
        readonly TrackList: {
            /** @description The items, in the conference's order. */
            readonly items: readonly components["schemas"]["Track"][];
        };
        /** @description Which track it is. */
        readonly TrackReference: {
            /** @description Its name. */
            readonly name: string;
            /** @description Stands in filters. */
            readonly slug: string;
        };
    };
    responses: {
        /** @description An error. */
        readonly Problem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listConferences: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the list goes on: `next` of the page before. */
                readonly cursor?: string;
                /** @description How many items the page holds at most. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConferenceSummaryPage"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getConference: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Conference"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listReleases: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the list goes on: `next` of the page before. */
                readonly cursor?: string;
                /** @description How many items the page holds at most. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReleaseSummaryPage"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Problem"];
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
                /** @description The release's number. */
                readonly release: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Release"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Problem"];
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listRooms: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RoomList"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getSchedule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getScheduleDay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
                /** @description The day's date, local to the venue. */
                readonly day: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScheduleDay"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Problem"];
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listSessionTypes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionTypeList"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the list goes on: `next` of the page before. */
                readonly cursor?: string;
                /** @description Only sessions on one of these days. */
                readonly day?: readonly string[];
                /** @description Only sessions in one of these languages; `de` asks for `de-AT` too. */
                readonly language?: readonly string[];
                /** @description How many items the page holds at most. */
                readonly limit?: number;
                /** @description Only sessions in one of these rooms, by slug; together with `day`: there and then. */
                readonly room?: readonly string[];
                /** @description Only sessions of one of these tracks, by slug. */
                readonly track?: readonly string[];
                /** @description Only sessions of one of these kinds, by slug. */
                readonly type?: readonly string[];
            };
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Problem"];
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
                /** @description The session's code: six characters out of A-Z and 0-9. */
                readonly session: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listSpeakers: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the list goes on: `next` of the page before. */
                readonly cursor?: string;
                /** @description How many items the page holds at most. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SpeakerSummaryPage"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Problem"];
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly getSpeaker: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
                /** @description The speaker's code: six characters out of A-Z and 0-9. */
                readonly speaker: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Speaker"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly listTracks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The conference's slug. */
                readonly conference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It worked. */
            readonly 200: {
                headers: {
                    /** @description `public, max-age=60` unless the answer says otherwise. */
                    readonly "Cache-Control"?: string;
                    /** @description Names this state of the answer; send it back in `If-None-Match`. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrackList"];
                };
            };
            /** @description What the caller has is still true. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["Problem"];
            readonly default: components["responses"]["Problem"];
        };
    };
}
