// Runs before the first paint: a visitor who chose light or dark never sees the other one flash by.
try {
  const scheme = localStorage.getItem('plenary.scheme');
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.theme = scheme;
} catch {
  // Storage is blocked: the system's choice stands.
}
