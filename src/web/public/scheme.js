// Runs before the first paint, so that a dark screen never flashes white.
;(() => {
  const wanted = localStorage.getItem('trastienda.theme') ?? 'auto'
  const dark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
