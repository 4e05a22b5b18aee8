import { foreign, languageName } from './language';

describe('languages', () => {
  it('have names, and only foreign ones are marked', () => {
    expect(['de-AT', 'en', 'not a tag'].map(languageName)).toEqual([
      'German',
      'English',
      'not a tag',
    ]);
    expect([foreign('de'), foreign('en-GB'), foreign(null)]).toEqual(['de', null, null]);
  });
});
