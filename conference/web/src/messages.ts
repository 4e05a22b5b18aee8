// What messages are extracted from: the app, and the words that only the published pages use.
import './app/ui/shared-words';
import './main';
